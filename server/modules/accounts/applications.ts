/** Applications for accounts (hồ sơ đề nghị cấp tài khoản): what every channel does alike. Decree 69/2024/NĐ-CP. */
import { type Call, changes } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { emit } from '#platform/events.ts'
import { poke } from '#platform/live.ts'
import type { Uuid } from '#platform/schemas.ts'
import { addWorkingDays, agencyIdOf, lawParameter, workingCalendar } from '#reference'
import { type Account, selectAccount, selectAccountOf } from './accounts.store.ts'
import { createAccount, note, tellHolder } from './accounts.ts'
import type { Refusal } from './application-states.ts'
import * as store from './applications.store.ts'
import { codeDoor } from './code-door.ts'
import * as contract from './contract.ts'
import { setLevel2, updatePhone } from './holders.store.ts'
import { openOrganisation } from './organisations.ts'

/** The term in which an application is decided, in working days: data of `reference`, by what stands in it. */
export async function termOf(
  call: Pick<Call, 'sql' | 'ports' | 'now'>,
  { kind, level, card }: Pick<store.Application, 'kind' | 'level' | 'card'>,
): Promise<Date> {
  const { value } = await lawParameter<number>(call, termKey({ kind, level, card }), dayOf(call.now))
  return addWorkingDays(call.now, value, await workingCalendar(call)).dueAt
}

/** Of a foreigner the card is `valid` when the immigration register holds what he is compared with. */
function termKey({ kind, level, card }: Pick<store.Application, 'kind' | 'level' | 'card'>): string {
  if (kind === 'organisation') return 'accounts.term.organisation'
  const term = level === 1 ? 'level-1' : card === 'valid' ? 'level-2' : 'level-2-without-card'
  return `accounts.term.${kind === 'foreigner' ? 'foreigner-' : ''}${term}`
}

/** Hands an application in: from now its clock runs. Throws applicationMoved. */
export async function submit(call: Call, application: store.Application): Promise<Date> {
  const dueAt = await termOf(call, application)
  const { applicationId } = application
  const change = { submittedAt: call.now, dueAt }
  if (!(await store.updateState(call.sql, applicationId, 'confirming', 'submitted', change)))
    throw contract.applicationMoved()
  await emit(call, contract.applicationSubmitted, { applicationId }, { person: application.personNumber })
  await wakeDesk(call, application)
  return dueAt
}

/** Refuses an application; whoever applied is told why. Throws applicationMoved. */
export async function refuse(
  call: Call,
  application: store.Application,
  refusal: Refusal,
  decidedBy: Uuid | null,
): Promise<void> {
  const { applicationId, personNumber } = application
  const change = { decidedAt: call.now, decidedBy, refusal }
  if (!(await store.updateState(call.sql, applicationId, 'submitted', 'refused', change)))
    throw contract.applicationMoved()
  await emit(call, contract.applicationDecided, { applicationId, approved: false }, { person: personNumber })
  await wakeDesk(call, application)
}

/**
 * Approves an application: the account is opened, or raised to level 2. The phone is bound with it; one that was on
 * another account leaves it, and its old holder is told. Throws applicationMoved, accountExists, phoneTaken.
 */
export async function approve(
  call: Call,
  application: store.Application,
  decidedBy: Uuid | null,
): Promise<void> {
  const { applicationId, kind } = application
  const accountId =
    kind === 'organisation'
      ? await openOrganisationOf(call, application)
      : await openAccount(call, application)
  const change = { decidedAt: call.now, decidedBy, accountId }
  if (!(await store.updateState(call.sql, applicationId, 'submitted', 'approved', change)))
    throw contract.applicationMoved()
  const { personNumber } = application
  await emit(call, contract.applicationDecided, { applicationId, approved: true }, { person: personNumber })
  await wakeDesk(call, application)
}

async function openOrganisationOf(call: Call, application: store.Application): Promise<Uuid> {
  const { applicationId, organisationCode, organisationName, applicantNumber } = application
  const wanted = {
    organisationId: applicationId,
    code: organisationCode as string,
    name: organisationName as string,
    representative: applicantNumber as string,
  }
  return (await openOrganisation(call, wanted, false)).organisationId
}

async function openAccount(call: Call, application: store.Application): Promise<Uuid> {
  const { personNumber, personId, level, phone, email, kind } = application
  if (!personNumber || !personId) throw new Error('an application of nobody is refused, not approved')
  changes(call, personNumber, ['account'])
  if (application.claimsPhone && phone) await takePhone(call, phone, personNumber)
  const before = await selectAccountOf(call.sql, 'citizen', personNumber)
  if (before) return await raise(call, before, application)
  return await createAccount(call, {
    realm: 'citizen',
    personNumber,
    personId,
    level,
    phone,
    email,
    // A child's codes go to the parent's phone, which stays the parent's own name to sign in with.
    sharedPhone: kind === 'child',
    foreigner: kind === 'foreigner',
  })
}

async function raise(
  call: Call,
  account: Account,
  { level, phone, email }: store.Application,
): Promise<Uuid> {
  const { accountId, personNumber } = account
  if (level <= account.level) throw contract.accountExists()
  await setLevel2(call.sql, accountId)
  if (phone && phone !== account.phone) await bindPhone(call, account, phone)
  if (email) await call.sql`update accounts.accounts set email = ${email} where account_id = ${accountId}`
  await tellHolder(call, account, 'level-raised')
  await emit(call, contract.accountLevelRaised, { accountId, personNumber }, { person: personNumber })
  return accountId
}

/** Gives an account another phone. Throws phoneTaken. */
export async function bindPhone(call: Call, account: Account, phone: string): Promise<void> {
  if (!(await updatePhone(call.sql, account, phone))) throw contract.phoneTaken()
  await tellHolder(call, { ...account, phone } as Account, 'phone-changed')
}

/** The SIM's owner was checked: the phone leaves the account that had it (R11), whose holder is told. */
export async function takePhone(call: Call, phone: string, newOwner: string): Promise<void> {
  const [row] = await call.sql<{ accountId: Uuid }[]>`
    delete from accounts.phones where realm = 'citizen' and phone = ${phone} returning account_id`
  const before = row && (await selectAccount(call.sql, row.accountId))
  if (!before || before.personNumber === newOwner) return
  changes(call, before.personNumber, ['account'])
  await call.sql`update accounts.accounts set phone = null where account_id = ${before.accountId}`
  await tellHolder(call, before, 'phone-lost')
}

/** After the decision: who applied is told, with what he needs to go on. Safe to repeat. */
export async function tellDecision(call: Call, applicationId: Uuid): Promise<void> {
  const application = await store.selectApplication(call.sql, applicationId)
  if (!application || application.notifiedAt) return
  const { state, accountId, kind, applicantNumber } = application
  if (state === 'refused') await tellRefusal(call, application)
  if (state === 'approved' && kind !== 'organisation' && accountId) {
    const account = await selectAccount(call.sql, accountId)
    if (account?.status === 'approved') await codeDoor().sendActivation(call, account, false)
    if (account) await note(call, accountId, 'notified')
  }
  if (state === 'approved' && kind === 'organisation' && applicantNumber) {
    const account = await selectAccountOf(call.sql, 'citizen', applicantNumber)
    if (account) await tellHolder(call, account, 'organisation-opened')
  }
  await store.updateNotified(call.sql, applicationId, call.now)
}

async function tellRefusal(call: Call, application: store.Application): Promise<void> {
  const { phone, email, applicantNumber, refusal } = application
  const words = contract.refusals[(refusal ?? 'other') as Refusal]
  const parent = applicantNumber ? await selectAccountOf(call.sql, 'citizen', applicantNumber) : undefined
  const to = { phone: phone ?? parent?.phone ?? undefined, email: email ?? parent?.email ?? undefined }
  if (!to.phone && !to.email) return
  const text =
    application.kind === 'foreigner'
      ? `Your application for an electronic identity was not approved: ${words.en}. Hồ sơ chưa được duyệt: ${words.vi}.`
      : `Hồ sơ tài khoản định danh chưa được duyệt: ${words.vi}. Bạn có thể đến công an xã, phường bất kỳ cùng thẻ căn cước.`
  await call.ports.messages.send({
    to: to.phone ? { phone: to.phone } : { email: to.email },
    text,
    kind: 'notice',
  })
}

/** Open worklists of the desk read again; on none of them stands who registers by himself. */
async function wakeDesk(call: Call, { unitId, channel, kind }: store.Application): Promise<void> {
  if (!unitId || channel === 'online') return
  const desk = kind === 'foreigner' ? 'province-police' : 'commune-police'
  await poke(call, [`agency:${agencyIdOf(desk, unitId)}`], 'accounts')
}
