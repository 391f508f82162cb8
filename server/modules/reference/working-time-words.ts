/** How a due date was computed, in words for the receipt (giấy tiếp nhận hồ sơ và hẹn trả kết quả). Pure. */
import type { Words } from '#platform/schemas.ts'
import type { DeadlineStep } from './contract.ts'
import type { EndedPause, PauseReason } from './pauses.ts'
import {
  type DayNumber,
  dayOfNumber,
  isWorking,
  minutesOf,
  msInto,
  numberAt,
  type WorkingCalendar,
  weekdayOf,
} from './working-calendar.ts'

const weekdaysVi = ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ nhật']
const weekdaysEn = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const reasons: Record<PauseReason, Words> = {
  supplement: { vi: 'chờ bổ sung hồ sơ', en: 'waiting for missing papers' },
  payment: { vi: 'chờ nộp phí, lệ phí', en: 'waiting for payment' },
  stopped: { vi: 'hồ sơ tạm dừng', en: 'the dossier was stopped' },
  'other-agency': { vi: 'chờ cơ quan khác trả lời', en: 'waiting for another agency' },
}

export function receipt(
  from: Date,
  receivedOn: DayNumber,
  calendar: WorkingCalendar,
  cutOff: string | null,
): DeadlineStep[] {
  const day = numberAt(from)
  const steps = [
    step(
      'received',
      day,
      `Nhận hồ sơ lúc ${clockOf(from)} ${dayVi(day)}`,
      `Received at ${clockOf(from)} on ${dayEn(day)}`,
    ),
  ]
  if (receivedOn === day) return steps
  const isLate = cutOff !== null && from.getTime() > msInto(day, minutesOf(cutOff))
  const counted = step(
    'counted-as-received',
    receivedOn,
    isWorking(day, calendar)
      ? `Nhận sau ${isLate ? cutOff : 'giờ làm việc'} nên tính là nhận ngày ${dayVi(receivedOn)}`
      : `Ngày nhận là ngày nghỉ nên tính là nhận ngày ${dayVi(receivedOn)}`,
    isWorking(day, calendar)
      ? `Received after ${isLate ? cutOff : 'office hours'}, so it counts as received on ${dayEn(receivedOn)}`
      : `Received on a day off, so it counts as received on ${dayEn(receivedOn)}`,
  )
  return [...steps, counted, ...daysOff(day, receivedOn - 1, calendar)]
}

export function countedDays(days: number, firstDay: DayNumber): DeadlineStep {
  return step(
    'counted-days',
    firstDay,
    `Không tính ngày nhận; ${days} ngày làm việc tính từ ${dayVi(firstDay)}`,
    `The day of receipt is not counted; ${days} working ${days === 1 ? 'day' : 'days'} from ${dayEn(firstDay)}`,
  )
}

export function countedHours(hours: number): DeadlineStep {
  const count = String(hours).replace('.', ',')
  return step(
    'counted-hours',
    null,
    `${count} giờ làm việc, tính trong giờ hành chính`,
    `${hours} working hours, within office hours`,
  )
}

/** Holidays and swapped days after one day up to another; weekends are told together. */
export function daysOff(from: DayNumber, until: DayNumber, calendar: WorkingCalendar): DeadlineStep[] {
  const steps: DeadlineStep[] = []
  const weekend: DayNumber[] = []
  for (let day = from + 1; day <= until; day++) {
    const special = calendar.specialDays.get(day)
    if (special?.kind === 'swapped-working') {
      steps.push(
        step(
          'swapped-working',
          day,
          `${dayVi(day)} làm bù nên được tính`,
          `${dayEn(day)} is worked in exchange and counts`,
        ),
      )
    } else if (special) {
      const { vi, en } = special.name
      steps.push(
        step(special.kind, day, `Không tính ${dayVi(day)}: ${vi}`, `${dayEn(day)} does not count: ${en}`),
      )
    } else if (!isWorking(day, calendar)) weekend.push(day)
  }
  if (weekend.length === 0) return steps
  const few = weekend.length <= 2
  return [
    step(
      'weekend',
      weekend[0]!,
      few
        ? `Không tính ${weekend.map(dayVi).join(', ')}`
        : `Không tính ${weekend.length} ngày Thứ Bảy, Chủ nhật`,
      few
        ? `${weekend.map(dayEn).join(', ')} not counted`
        : `${weekend.length} Saturdays and Sundays not counted`,
    ),
    ...steps,
  ]
}

export function paused(pause: EndedPause, lostMs: number): DeadlineStep {
  const minutes = Math.round(lostMs / 60_000)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  const { vi, en } = reasons[pause.reason]
  const at = (instant: Date) => `${clockOf(instant)} ${dateVi(numberAt(instant))}`
  return step(
    'paused',
    numberAt(pause.from),
    `Không tính thời gian ${vi} từ ${at(pause.from)} đến ${at(pause.until)}: ${hours} giờ ${rest} phút làm việc`,
    `Not counted, ${en}, from ${at(pause.from)} to ${at(pause.until)}: ${hours} h ${rest} min of working time`,
  )
}

export function extended(days: number): DeadlineStep {
  return step(
    'extended',
    null,
    `Gia hạn một lần ${days} ngày làm việc`,
    `Extended once by ${days} working days`,
  )
}

export function due(dueAt: Date): DeadlineStep {
  const day = numberAt(dueAt)
  return step(
    'due',
    day,
    `Hạn trả kết quả: ${clockOf(dueAt)} ${dayVi(day)}`,
    `Due: ${clockOf(dueAt)} on ${dayEn(day)}`,
  )
}

export function provisional(dueOn: DayNumber): DeadlineStep {
  return step(
    'provisional',
    dueOn,
    'Lịch nghỉ lễ trong thời gian này chưa được xác nhận chính thức; nếu lịch đổi, hạn được tính lại',
    'The holidays in this period are not officially confirmed; the due date follows if they change',
  )
}

export function isProvisional(from: DayNumber, until: DayNumber, calendar: WorkingCalendar): boolean {
  if (until > calendar.knownUntil) return true
  for (let day = from; day <= until; day++) {
    const special = calendar.specialDays.get(day)
    if (!special || special.confirmed) continue
    const isRestAnyway = calendar.weeklyRest.includes(weekdayOf(day)) && special.kind !== 'swapped-working'
    if (!isRestAnyway) return true
  }
  return false
}

const step = (code: string, day: DayNumber | null, vi: string, en: string): DeadlineStep => ({
  code,
  day: day === null ? null : dayOfNumber(day),
  words: { vi, en },
})

function clockOf(instant: Date): string {
  const minutes = Math.floor((instant.getTime() - msInto(numberAt(instant), 0)) / 60_000)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

const dateVi = (day: DayNumber) => dayOfNumber(day).split('-').reverse().join('/')
const dayVi = (day: DayNumber) => `${weekdaysVi[weekdayOf(day) - 1]} ${dateVi(day)}`
const dayEn = (day: DayNumber) => `${weekdaysEn[weekdayOf(day) - 1]} ${dateVi(day)}`
