/** Officers of the demo: of the three communes, of their provinces, and of the nation. */

import { agencyIdOf, CENTRAL, SANDBOX_ORGANISATIONS } from '#reference'
import type { DemoCast } from './demo-families.ts'
import type { Sex } from './names.ts'
import type { Person } from './people-and-homes.ts'
import { type Commune, communeByCode, denseCommunes, type Places } from './places.ts'
import type { Random } from './random.ts'

export interface Officer {
  role: string
  person: Person
  agencyId: number
  position: string
  app: 'officer' | 'partner' | 'steering'
  words: { vi: string; en: string }
}

/** Makes the people, each with a home in the province, and says which office each holds. */
export function officers(cast: DemoCast, places: Places, random: Random): Officer[] {
  const at = (code: string) => communeByCode(places, code)
  const ward = at(denseCommunes.ward)
  const rural = at(denseCommunes.rural)
  const upland = at(denseCommunes.upland)
  const made: Officer[] = []
  const add = (
    role: string,
    name: string,
    sex: Sex,
    birthday: string,
    near: Commune,
    agencyId: number,
    position: string,
    vi: string,
    en: string,
    app: 'officer' | 'partner' | 'steering' = 'officer',
  ) => {
    let home = near
    while (home === near) home = places.inProvince.get(near.provinceId)!(random)
    const person = cast.born(name, sex, birthday, home)
    cast.live(person, [], home, '2015-06-01', [person])
    made.push({
      role,
      person,
      agencyId,
      position,
      app,
      words: { vi: `${name}, ${vi}`, en: `${name}, ${en}` },
    })
  }
  const police = (of: Commune) => agencyIdOf('commune-police', of.unitId)
  const wardPolice = police(ward)
  add(
    'case-officer',
    'Phạm Thu Trang',
    'female',
    '1990-08-19',
    ward,
    wardPolice,
    'commune-police-officer',
    'cán bộ cư trú Công an phường Ba Đình',
    'residence officer, Ba Đình police',
  )
  add(
    'second-case-officer',
    'Trịnh Quốc Việt',
    'male',
    '1993-05-02',
    ward,
    wardPolice,
    'commune-police-officer',
    'cán bộ cư trú Công an phường Ba Đình',
    'residence officer, Ba Đình police',
  )
  add(
    'counter-officer',
    'Bùi Thị Ngân',
    'female',
    '1996-12-11',
    ward,
    wardPolice,
    'commune-police-counter',
    'cán bộ tiếp nhận Công an phường Ba Đình',
    'counter officer, Ba Đình police',
  )
  add(
    'signing-leader',
    'Nguyễn Đức Thắng',
    'male',
    '1977-03-27',
    ward,
    wardPolice,
    'commune-police-chief',
    'Trưởng Công an phường Ba Đình',
    'chief of Ba Đình police',
  )
  add(
    'commune-leader',
    'Đặng Thị Kim Oanh',
    'female',
    '1974-10-20',
    ward,
    agencyIdOf('commune-committee', ward.unitId),
    'commune-leader',
    'Chủ tịch Ủy ban nhân dân phường Ba Đình',
    'chair of Ba Đình',
    'steering',
  )
  add(
    'civil-status-officer',
    'Ngô Thanh Tùng',
    'male',
    '1988-01-15',
    ward,
    agencyIdOf('commune-committee', ward.unitId),
    'civil-status-officer',
    'công chức hộ tịch phường Ba Đình',
    'civil status officer, Ba Đình',
  )
  add(
    'one-stop-officer',
    'Lương Thị Thảo',
    'female',
    '1994-06-08',
    ward,
    agencyIdOf('commune-service-centre', ward.unitId),
    'counter-officer',
    'cán bộ Một cửa phường Ba Đình',
    'one-stop counter, Ba Đình',
  )
  add(
    'other-case-officer',
    'Vũ Văn Tùng',
    'male',
    '1989-09-09',
    rural,
    police(rural),
    'commune-police-officer',
    'cán bộ cư trú Công an xã Đông Hưng',
    'residence officer, Đông Hưng police',
  )
  add(
    'other-signing-leader',
    'Hoàng Văn Khải',
    'male',
    '1975-07-22',
    rural,
    police(rural),
    'commune-police-chief',
    'Trưởng Công an xã Đông Hưng',
    'chief of Đông Hưng police',
  )
  add(
    'upland-case-officer',
    'Vàng Seo Dính',
    'male',
    '1991-02-28',
    upland,
    police(upland),
    'commune-police-officer',
    'cán bộ cư trú Công an xã Bắc Hà',
    'residence officer, Bắc Hà police',
  )
  add(
    'upland-signing-leader',
    'Lò Văn Tiến',
    'male',
    '1979-11-30',
    upland,
    police(upland),
    'commune-police-chief',
    'Trưởng Công an xã Bắc Hà',
    'chief of Bắc Hà police',
  )
  const provincePolice = agencyIdOf('province-police', ward.provinceId)
  add(
    'province-officer',
    'Cao Minh Châu',
    'female',
    '1985-04-14',
    ward,
    provincePolice,
    'province-police-officer',
    'cán bộ quản lý cư trú Công an thành phố Hà Nội',
    'residence officer, Hà Nội police',
  )
  add(
    'register-steward',
    'Phan Hải Yến',
    'female',
    '1987-09-01',
    ward,
    provincePolice,
    'register-steward',
    'cán bộ dữ liệu dân cư, Công an thành phố Hà Nội',
    'register steward, Hà Nội',
  )
  add(
    'inspector',
    'Tạ Quang Huy',
    'male',
    '1980-12-24',
    ward,
    provincePolice,
    'inspector',
    'cán bộ kiểm tra truy cập dữ liệu, Công an thành phố Hà Nội',
    'inspector of data access, Hà Nội',
  )
  add(
    'province-leader',
    'Lê Thị Bích Hạnh',
    'female',
    '1971-05-19',
    ward,
    agencyIdOf('province-committee', ward.provinceId),
    'province-leader',
    'lãnh đạo Ủy ban nhân dân thành phố Hà Nội',
    'leader of Hà Nội',
    'steering',
  )
  add(
    'other-province-leader',
    'Trần Đình Lâm',
    'male',
    '1969-08-08',
    rural,
    agencyIdOf('province-committee', rural.provinceId),
    'province-leader',
    'lãnh đạo Ủy ban nhân dân tỉnh Hưng Yên',
    'leader of Hưng Yên',
    'steering',
  )
  add(
    'upland-province-leader',
    'Nông Thị Hòa',
    'female',
    '1972-03-03',
    upland,
    agencyIdOf('province-committee', upland.provinceId),
    'province-leader',
    'lãnh đạo Ủy ban nhân dân tỉnh Lào Cai',
    'leader of Lào Cai',
    'steering',
  )
  add(
    'steering-leader',
    'Nguyễn Hữu Phúc',
    'male',
    '1966-10-10',
    ward,
    CENTRAL.governmentOffice,
    'steering-leader',
    'lãnh đạo Tổ công tác Đề án 06',
    'leader of the national working group',
    'steering',
  )
  add(
    'national-inspector',
    'Mai Thị Diệp',
    'female',
    '1978-02-06',
    ward,
    CENTRAL.populationDepartment,
    'inspector',
    'cán bộ kiểm tra truy cập dữ liệu, C06',
    'national inspector of data access',
  )
  add(
    'administrator',
    'Dương Anh Tuấn',
    'male',
    '1986-06-16',
    ward,
    CENTRAL.populationDepartment,
    'administrator',
    'quản trị hệ thống',
    'administrator',
  )
  add(
    'bank-engineer',
    'Cao Minh Khôi',
    'male',
    '1992-09-14',
    ward,
    SANDBOX_ORGANISATIONS.bank,
    'agency-engineer',
    'kỹ sư kết nối Ngân hàng Sông Hồng (mẫu)',
    'engineer of Red River Bank (sandbox)',
    'partner',
  )
  add(
    'provider-engineer',
    'Tạ Thị Quỳnh Chi',
    'female',
    '1990-04-30',
    ward,
    SANDBOX_ORGANISATIONS.licensedProvider,
    'agency-engineer',
    'kỹ sư Trung tâm Xác thực Sao Vàng (mẫu)',
    'engineer of Golden Star Authentication (sandbox)',
    'partner',
  )
  add(
    'second-register-steward',
    'Vũ Đức Long',
    'male',
    '1984-07-22',
    ward,
    provincePolice,
    'register-steward',
    'cán bộ dữ liệu dân cư thứ hai, Công an thành phố Hà Nội',
    'second register steward, Hà Nội',
  )
  add(
    'province-signing-leader',
    'Đinh Xuân Lộc',
    'male',
    '1976-01-09',
    ward,
    provincePolice,
    'province-police-leader',
    'lãnh đạo Phòng quản lý hành chính, Công an thành phố Hà Nội',
    'leader of administrative police, Hà Nội',
  )
  add(
    'education-officer',
    'Trần Thị Thanh Huyền',
    'female',
    '1988-08-20',
    ward,
    agencyIdOf('province-education', ward.provinceId),
    'department-officer',
    'chuyên viên Sở Giáo dục và Đào tạo thành phố Hà Nội',
    'officer of the Department of Education of Hà Nội',
  )
  add(
    'province-counter',
    'Đoàn Thị Hồng Nhung',
    'female',
    '1991-03-12',
    ward,
    agencyIdOf('province-service-centre', ward.provinceId),
    'counter-officer',
    'cán bộ Trung tâm Phục vụ hành chính công thành phố Hà Nội',
    'counter officer of the Public Service Centre of Hà Nội',
  )
  return made
}
