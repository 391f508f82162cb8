import { ButtonLink } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { Page } from '../../kit/Page.tsx'
import { useFilter } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'
import { UnitPicker } from '../../kit/UnitPicker.tsx'
import { ForRoles } from '../ForRoles.tsx'
import { registrars, useMe } from '../me.ts'
import { paths } from '../paths.ts'
import { Dwellings } from './Dwellings.tsx'
import { Expiring } from './Expiring.tsx'
import { Households } from './Households.tsx'
import { Residents } from './Residents.tsx'
import './Residence.css'

const words = text({
  title: { vi: 'Cư trú trong địa bàn', en: 'Residence in my area' },
  lead: {
    vi: 'Người và hộ đang đăng ký cư trú. Mỗi lượt xem được ghi lại cho từng người.',
    en: 'People and households registered now. Each reading is recorded for each person.',
  },
  commune: { vi: 'Xã, phường cần xem', en: 'Commune to look at' },
  choose: { vi: 'Hãy chọn xã, phường', en: 'Choose a commune' },
  chooseWhat: {
    vi: 'Bạn phụ trách nhiều xã, phường; hãy chọn một nơi ở trên.',
    en: 'You are responsible for several communes; choose one above.',
  },
  list: { vi: 'Danh sách', en: 'List' },
  permanent: { vi: 'Người thường trú', en: 'Permanent residents' },
  temporary: { vi: 'Người tạm trú', en: 'Temporary residents' },
  households: { vi: 'Hộ gia đình', en: 'Households' },
  'without-head': { vi: 'Hộ chưa có chủ hộ', en: 'Households without a head' },
  expiring: { vi: 'Tạm trú sắp hết hạn', en: 'Temporary residence ending soon' },
  dwellings: { vi: 'Chỗ ở', en: 'Dwellings' },
  lookUp: { vi: 'Tra cứu người đến khai báo', en: 'Look up who came to the desk' },
  counter: { vi: 'Lập hồ sơ tại quầy', en: 'File at the counter' },
  unit: { vi: 'Dân cư theo ngày', en: 'Population on a day' },
  boundaries: { vi: 'Thay đổi địa giới', en: 'Boundary changes' },
})

const lists = ['permanent', 'temporary', 'households', 'without-head', 'expiring', 'dwellings'] as const

/** The residence desk: who and which households are registered in a commune. */
export function ResidencePage() {
  const t = useText(words)
  return (
    <Page title={t.title} lead={t.lead}>
      <ForRoles roles={registrars}>
        <Show read={useMe()}>
          {({ actingAs }) => {
            const { level, unitId } = actingAs?.territory ?? { level: 'nation', unitId: null }
            return level === 'commune' && unitId ? (
              <Lists unitId={unitId} />
            ) : (
              <ChosenCommune provinceId={level === 'province' ? unitId : null} />
            )
          }}
        </Show>
      </ForRoles>
    </Page>
  )
}

function ChosenCommune({ provinceId }: { provinceId: number | null }) {
  const t = useText(words)
  const [asked, setAsked] = useFilter('unit')
  const unitId = /^[1-9]\d{0,8}$/.test(asked) ? Number(asked) : null
  return (
    <>
      <UnitPicker
        label={t.commune}
        value={unitId}
        provinceId={provinceId}
        onChange={(next) => setAsked(next ? String(next) : '')}
      />
      {unitId ? (
        <Lists unitId={unitId} />
      ) : (
        <Empty icon="map" title={t.choose}>
          {t.chooseWhat}
        </Empty>
      )}
    </>
  )
}

const icons = {
  permanent: 'people',
  temporary: 'people',
  households: 'home',
  'without-head': 'home',
  expiring: 'clock',
  dwellings: 'home',
} as const

function Lists({ unitId }: { unitId: number }) {
  const t = useText(words)
  const [asked, setList] = useFilter('list', 'permanent')
  const list = lists.find((one) => one === asked) ?? 'permanent'
  return (
    <>
      <div className="desk-doors">
        <ButtonLink to={paths.people()} icon="search" look="primary">
          {t.lookUp}
        </ButtonLink>
        <ButtonLink to={paths.counter()} icon="folder">
          {t.counter}
        </ButtonLink>
        <ButtonLink to={paths.unit(unitId)} icon="chart">
          {t.unit}
        </ButtonLink>
        <ButtonLink to={paths.boundaries()} icon="map">
          {t.boundaries}
        </ButtonLink>
      </div>
      <ChoiceField
        label={t.list}
        value={list}
        onChange={setList}
        inRow
        options={lists.map((one) => ({ value: one, label: t[one] }))}
      />
      <Card title={t[list]} icon={icons[list]}>
        {list === 'expiring' ? (
          <Expiring unitId={unitId} caption={t[list]} />
        ) : list === 'dwellings' ? (
          <Dwellings unitId={unitId} caption={t[list]} />
        ) : list === 'permanent' || list === 'temporary' ? (
          <Residents key={list} unitId={unitId} kind={list} caption={t[list]} />
        ) : (
          <Households key={list} unitId={unitId} withoutHead={list === 'without-head'} caption={t[list]} />
        )}
      </Card>
    </>
  )
}
