import type { ServiceCard } from '@platform/server/services'
import type { IconName } from '../../kit/Icon.tsx'

interface Group {
  vi: string
  en: string
  icon: IconName
}

/** What a citizen comes for, by the fields that services name; a field without words stands under “other”. */
const groups: Record<string, Group> = {
  residence: { vi: 'Chỗ ở', en: 'Where one lives', icon: 'home' },
  'civil-status': { vi: 'Khai sinh, kết hôn, khai tử', en: 'Births, marriages, deaths', icon: 'people' },
  identity: { vi: 'Căn cước', en: 'Identity card', icon: 'user' },
  insurance: { vi: 'Bảo hiểm xã hội, y tế', en: 'Social and health insurance', icon: 'shield' },
  labour: { vi: 'Việc làm', en: 'Work', icon: 'building' },
  education: { vi: 'Học tập, thi cử', en: 'School and exams', icon: 'text' },
  vehicles: { vi: 'Xe cộ, lái xe', en: 'Vehicles and driving', icon: 'right' },
  'exit-entry': { vi: 'Hộ chiếu', en: 'Passport', icon: 'map' },
  electricity: { vi: 'Điện', en: 'Electricity', icon: 'info' },
  land: { vi: 'Nhà, đất', en: 'Land and houses', icon: 'map' },
  tax: { vi: 'Thuế', en: 'Tax', icon: 'chart' },
  business: { vi: 'Kinh doanh', en: 'Business', icon: 'building' },
  'social-assistance': { vi: 'Trợ giúp xã hội', en: 'Social assistance', icon: 'people' },
  merit: { vi: 'Người có công', en: 'People of merit', icon: 'done' },
  justice: { vi: 'Tư pháp', en: 'Justice', icon: 'file' },
  seals: { vi: 'Con dấu', en: 'Seals', icon: 'pen' },
}

const other: Group = { vi: 'Việc khác', en: 'Other', icon: 'services' }

export interface ServiceGroup extends Group {
  id: string
  services: ServiceCard[]
}

/** Services by what one comes for, in the order of the words above; what is filed most stays first in its group. */
export function grouped(services: readonly ServiceCard[]): ServiceGroup[] {
  const byField = Map.groupBy(services, ({ field }) => (field in groups ? field : 'other'))
  return [...Object.keys(groups), 'other'].flatMap((id) => {
    const own = byField.get(id)
    return own ? [{ id, ...(groups[id] ?? other), services: own }] : []
  })
}
