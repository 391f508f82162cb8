/**
 * Papers of a dossier (giấy tờ trong hồ sơ): the receipt CT04, the guidance CT05, refusals CT06, results. The bundle
 * says which template at which turn, and maps the data; what there is to map is composed here.
 */

import { positionTitle, registeredName } from '#accounts'
import { issueDocument } from '#documents'
import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { agencyById, lawParameter } from '#reference'
import { attachmentsOfDossier } from './attached.ts'
import type { Bundle } from './bundle.ts'
import type { Attachment } from './contract.ts'
import { scopeOfDossier } from './dossier-scope.ts'
import type { Dossier } from './dossiers.store.ts'
import { residenceOnPaper } from './register-homes.ts'
import { type Expression, evaluate, withoutNulls } from './rules/expression.ts'
import { fieldsOf } from './rules/form.ts'
import { termWords } from './terms.ts'

type Turn = Bundle['results'][number]['on']

export const channels = { online: 'Trực tuyến', counter: 'Trực tiếp', post: 'Bưu chính' }

/** Issues the papers that a turn of the dossier calls for; each is signed after the commit. */
export async function issuePapers(call: Call, bundle: Bundle, dossier: Dossier, on: Turn): Promise<void> {
  const due = bundle.results.filter((result) => result.on === on)
  if (due.length === 0) return
  const item = await paperData(call, bundle, dossier, on)
  const scope = { ...scopeOfDossier(call, dossier), item }
  const signer = await signerOf(call)
  for (const { template, data, ...whose } of due) {
    const person = whose.person === undefined ? null : evaluate(whose.person as Expression, scope)
    const others = whose.alsoFor === undefined ? null : evaluate(whose.alsoFor as Expression, scope)
    const holder = typeof person === 'string' ? person : dossier.personNumber
    const alsoFor = Array.isArray(others) ? others : dossier.people.slice(1).map(({ number }) => number)
    await issueDocument(call, {
      person: holder,
      ...(on === 'approved' ? { alsoFor: alsoFor.filter((one) => one && one !== holder) } : {}),
      kind: template,
      data: withoutNulls(evaluate(data as Expression, scope)) as Record<string, unknown>,
      agencyId: dossier.agencyId,
      dossierId: dossier.dossierId,
      ...(signer ? { signer } : {}),
    })
  }
}

/** A paper that every service may need: forms 04 to 06 of Circular 03/2025/TT-VPCP. */
export async function issueOneStopPaper(
  call: Call,
  bundle: Bundle,
  dossier: Dossier,
  kind: 'Mau04' | 'Mau05' | 'Mau06',
  more: Record<string, unknown>,
): Promise<void> {
  const { dossier: about, applicant, agency } = await paperData(call, bundle, dossier, 'accepted')
  const signer = await signerOf(call)
  await issueDocument(call, {
    person: dossier.personNumber,
    kind,
    data: withoutNulls({ dossier: about, applicant, agency, ...more }) as Record<string, unknown>,
    agencyId: dossier.agencyId,
    dossierId: dossier.dossierId,
    ...(signer ? { signer } : {}),
  })
}

/** Everything a template of this service may print. */
async function paperData(call: Call, bundle: Bundle, dossier: Dossier, on: Turn) {
  const agency = await agencyById(call.sql, dossier.agencyId)
  const [applicant] = dossier.people
  const movers = dossier.made?.movers as string[] | undefined
  const residence = await residenceOnPaper(
    call,
    movers ? dossier.people.filter(({ number }) => movers.includes(number)) : dossier.people,
    on === 'approved' && dossier.made?.permanent !== true,
  )
  const { reasons = [], text = null } = dossier.decision ?? {}
  return {
    dossier: {
      code: dossier.code,
      service: bundle.name.vi.toLowerCase(),
      request: requestOf(dossier),
      channel: channels[dossier.channel],
      receivedAt: dossier.acceptedAt ?? dossier.submittedAt,
      term: termWords(bundle, dossier.channel).vi,
      dueAt: dossier.dueAt,
      dueReason: dossier.clockSteps.map(({ words }) => words.vi).join('; '),
      delivery: 'Trong ứng dụng, mục Giấy tờ của tôi',
    },
    applicant: {
      name: applicant?.name,
      bornOn: dossier.answers.bornOn,
      number: dossier.personNumber,
      phone: dossier.answers.phone ?? null,
      address: residence.residence.permanent ?? residence.residence.temporary ?? null,
    },
    papers: [
      { name: `Tờ khai ${bundle.name.vi.toLowerCase()}, điền từ dữ liệu`, form: 'Dữ liệu điện tử' },
      ...(await papersHandedIn(call, bundle, dossier)),
    ],
    fee: { amountDong: dossier.fee.amountDong, reason: `${dossier.fee.reason.vi}. ${dossier.fee.law}` },
    agency: agency?.nameVi ?? '',
    /** Who decided: another authority where the service is decided elsewhere. */
    authority: bundle.workflow.elsewhere?.authority.vi ?? agency?.nameVi ?? '',
    items: itemsOf(bundle, dossier),
    /** Answers that are ids or have parts, as people read them; by field. */
    shown: Object.fromEntries(Object.entries(dossier.shown).map(([field, { vi }]) => [field, vi])),
    respondBy: dossier.supplement?.answerBy ?? null,
    reasons: reasons.map(({ words, law }) => ({ text: words.vi, basis: law })),
    explanation: text,
    complaintTo: agency ? `Thủ trưởng ${agency.nameVi}` : '',
    ...residence,
    /** What the effects of the decision made. */
    made: dossier.made ?? {},
    effectiveOn: dayOf(call.now),
    readAt: call.now.toISOString(),
  }
}

/** Papers that are needed and files for fields: what came in, or that they are still to be shown. */
async function papersHandedIn(call: Call, bundle: Bundle, { dossierId, papers }: Dossier) {
  const attached = await attachmentsOfDossier(call, dossierId)
  const asked = [
    ...papers.filter(({ needed }) => needed),
    ...fieldsOf(bundle.form).flatMap(({ name, label, kind }) =>
      kind === 'document' ? [{ code: name, name: label }] : [],
    ),
  ]
  return asked.map(({ code, name }) => {
    const files = attached.filter(({ slot, replacedAt }) => slot === code && replacedAt === null)
    const pages = files.reduce((sum, file) => sum + file.pages, 0)
    return {
      name: name.vi,
      form: files.length > 0 ? `${formOf(files)}, ${pages} trang` : 'Xuất trình khi kiểm tra',
    }
  })
}

/** Of what was scanned at a counter it is said whether the officer compared it, every file. */
function formOf(files: readonly Pick<Attachment, 'digitised'>[]): string {
  if (files.every(({ digitised }) => digitised === null)) return 'Bản chụp gửi kèm'
  const compared = files.every(({ digitised }) => digitised?.compared)
  return compared ? 'Bản số hóa đã đối chiếu với bản chính' : 'Bản chụp chưa đối chiếu'
}

function requestOf({ shown, answers }: Dossier): string | null {
  const place = shown.place?.vi
  const until = answers.untilOn ?? answers.leavesOn
  if (!place) return null
  const from = answers.fromOn ?? answers.arrivesOn
  const days = (day: unknown) => String(day).split('-').reverse().join('/')
  return from && until ? `${place}, từ ngày ${days(from)} đến ngày ${days(until)}` : place
}

function itemsOf(bundle: Bundle, { supplement, papers }: Dossier) {
  if (!supplement) return []
  const labels = new Map([
    ...papers.map(({ code, name }) => [code, name.vi] as const),
    ...fieldsOf(bundle.form).map(({ name, label }) => [name, label.vi] as const),
  ])
  return supplement.fields.map((field) => ({ what: labels.get(field) ?? field, why: supplement.text }))
}

/** The officer who signs, as a paper prints him. */
export async function signerOf(call: Call) {
  if (call.actor.kind !== 'officer') return null
  const title = await positionTitle(call, call.actor.position)
  const name = await registeredName(call.sql, call.actor.number)
  return title && name ? { position: title.vi, name } : null
}

/** The first-instance complaint (khiếu nại lần đầu), in words. Law on Complaints 02/2011/QH13, art. 7, 9, 28. */
export async function complaintWords(call: Call, dossier: Dossier) {
  const agency = await agencyById(call.sql, dossier.agencyId)
  const { value: days } = await lawParameter(call, 'complaint.first-days', dayOf(call.now))
  return {
    vi: `Nếu không đồng ý, bạn có quyền khiếu nại đến Thủ trưởng ${agency?.nameVi ?? 'cơ quan này'} trong 90 ngày kể từ ngày nhận được quyết định; khiếu nại được giải quyết trong ${days} ngày. Bạn cũng có quyền khởi kiện tại Tòa án.`,
    en: `If you do not agree you may complain to the head of ${agency?.nameEn ?? 'this office'} within 90 days of receiving the decision; it is dealt with in ${days} days. You may also go to court.`,
  }
}
