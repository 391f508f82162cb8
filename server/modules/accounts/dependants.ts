/** Accounts one applies for in the app: of one's children, and of the organisation one represents. */
import { type Call, type CitizenActor, changes, reads } from '#platform/call.ts'
import { ageOn, dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Uuid } from '#platform/schemas.ts'
import { childrenOf, knownPerson, numberOf, peopleByNumbers, relationsOf } from '#population'
import { findLawParameter } from '#reference'
import { currentOf } from '#residence'
import { selectAccount, selectAccountOf } from './accounts.store.ts'
import * as store from './applications.store.ts'
import { approve, submit, termOf } from './applications.ts'
import * as contract from './contract.ts'
import { ages } from './desk-applications.ts'
import { foreignerByNumber } from './foreigners.ts'
import { selectOrganisationsOf } from './organisations.store.ts'
import { organisationRights } from './organisations.ts'

function citizen({ actor }: Call): CitizenActor {
  if (actor.kind !== 'citizen') throw new Error('only a citizen has children here')
  return actor
}

/** My children under the age of their own account, as the register has them. */
export async function myChildren(call: Call): Promise<contract.ChildRow[]> {
  const self = citizen(call)
  const today = dayOf(call.now)
  const { adult } = await ages(call)
  const numbers = [...(await childrenOf(call, self.number)), ...(await wardsOf(call))]
  const people = await peopleByNumbers(call, numbers)
  const rows: contract.ChildRow[] = []
  for (const child of people.values()) {
    const age = ageOn(child.bornOn, today)
    if (child.diedOn !== null || age >= adult) continue
    reads(call, child.personNumber, ['name', 'bornOn', 'account'])
    const account = await selectAccountOf(call.sql, 'citizen', child.personNumber)
    const open = await store.selectOpen(call.sql, child.personNumber)
    rows.push({
      personId: child.personId,
      name: child.name,
      age,
      accountStatus: account?.status ?? null,
      openApplication: open !== undefined,
      mayApply: !account && !open,
    })
  }
  return rows
}

const CHILDREN: readonly string[] = ['ward', 'adopted-child']
async function wardsOf(call: Call): Promise<string[]> {
  const held = await relationsOf(call, citizen(call).number, dayOf(call.now))
  return held.filter(({ kind }) => CHILDREN.includes(kind)).map(({ otherNumber }) => otherNumber)
}

/**
 * Applies for a child's account of level 1. The register proves the relation, so nothing is left to decide: it is
 * approved at once, and the activation code comes to the parent's phone. Throws notTheGuardian, noLongerAChild,
 * applicationOpen, accountExists.
 */
export async function applyForChild(
  call: Call,
  personId: Uuid,
): Promise<{ applicationId: Uuid; dueAt: string }> {
  const self = citizen(call)
  const number = await numberOf(call, personId)
  reads(call, number, [])
  const mine = [...(await childrenOf(call, self.number)), ...(await wardsOf(call))]
  if (!mine.includes(number)) throw contract.notTheGuardian()
  changes(call, number, ['account'])
  const child = await knownPerson(call, number)
  if (child.diedOn !== null) throw contract.personDead()
  if (ageOn(child.bornOn, dayOf(call.now)) >= (await ages(call)).adult) throw contract.noLongerAChild()
  if (await selectAccountOf(call.sql, 'citizen', number)) throw contract.accountExists()
  const account = await selectAccount(call.sql, self.accountId)
  const home = await currentOf(call, number)
  const application = {
    ...empty,
    applicationId: uuidv7(call.now.getTime()),
    kind: 'child' as const,
    level: 1 as const,
    personNumber: number,
    personId,
    applicantNumber: self.number,
    unitId: home?.permanentUnitId ?? null,
    phone: account?.phone ?? null,
    email: account?.email ?? null,
    openedAt: call.now,
  }
  if (!(await store.insertApplication(call.sql, application))) throw contract.applicationOpen()
  const { applicationId } = application
  const dueAt = await submit(call, (await store.lockApplication(call.sql, applicationId))!)
  await approve(call, (await store.lockApplication(call.sql, applicationId))!, null)
  return { applicationId, dueAt: dueAt.toISOString() }
}

const empty = {
  channel: 'app' as const,
  card: null,
  organisationCode: null,
  organisationName: null,
  registeredBy: null,
  refusal: null,
  claimsPhone: false,
}

/** Whether a register of organisations knows who represents one; the module that holds it registers this. */
export type OrganisationCheck = (call: Call, code: string, representative: string) => Promise<boolean>
let organisationCheck: OrganisationCheck | undefined
export function registerOrganisationCheck(check: OrganisationCheck): void {
  organisationCheck = check
}

/**
 * Applies for an organisation's account (TK02). Where a register confirms the representative the short term runs,
 * otherwise the long one: it has to be verified. Throws organisationExists.
 */
export async function applyForOrganisation(
  call: Call,
  { code, name }: { code: string; name: string },
): Promise<{ applicationId: Uuid; dueAt: string }> {
  const self = citizen(call)
  changes(call, self.number, ['organisation-account'])
  const unitId = await deskOf(call, self)
  const confirmed = (await organisationCheck?.(call, code, self.number)) ?? false
  const application = {
    ...empty,
    applicationId: uuidv7(call.now.getTime()),
    kind: 'organisation' as const,
    level: 2 as const,
    personNumber: self.number,
    personId: self.personId,
    applicantNumber: self.number,
    unitId,
    phone: null,
    email: null,
    organisationCode: code,
    organisationName: name,
    openedAt: call.now,
  }
  if (!(await store.insertApplication(call.sql, application))) throw contract.organisationExists()
  const { applicationId } = application
  const dueAt = await submit(call, (await store.lockApplication(call.sql, applicationId))!)
  if (confirmed) return { applicationId, dueAt: dueAt.toISOString() }
  const longer = await longTerm(call)
  await call.sql`update accounts.applications set due_at = ${longer} where application_id = ${applicationId}`
  return { applicationId, dueAt: longer.toISOString() }
}

/** The desk that decides: of the commune where the representative lives, of the province when he is a foreigner. */
async function deskOf(call: Call, { number, foreigner }: CitizenActor): Promise<number | null> {
  if (foreigner) return (await foreignerByNumber(call, number))?.provinceUnitId ?? null
  return (await currentOf(call, number))?.permanentUnitId ?? null
}

/** 15 days where the data must be verified: calendar days, unlike the working days of the short term. */
async function longTerm(call: Call): Promise<Date> {
  const days = await findLawParameter(call, 'accounts.term.organisation-verified-days', dayOf(call.now))
  if (!days) return await termOf(call, { kind: 'organisation', level: 2, card: null })
  return new Date(call.now.getTime() + Number(days.value) * 86_400_000)
}

export async function myOrganisations(call: Call): Promise<contract.OrganisationRow[]> {
  const self = citizen(call)
  reads(call, self.number, ['organisation-account'])
  const open = await store.selectApplicationsOfApplicant(call.sql, self.number)
  const accounts = await selectOrganisationsOf(call.sql, self.number)
  const held = (await organisationRights(call, self.number)).filter(({ mandates }) => mandates !== null)
  const row = (
    { organisationId, code, name, status }: (typeof accounts)[number],
    right: contract.OrganisationRow['right'],
  ) => ({ organisationId, code, name, state: status as string, dueAt: null, right })
  return [
    ...accounts.map((one) => row(one, 'representative')),
    ...held.map(({ organisation }) => row(organisation, 'mandate')),
    ...open
      .filter(({ kind, state }) => kind === 'organisation' && state !== 'approved')
      .map(({ organisationCode, organisationName, state, dueAt }) => ({
        organisationId: null,
        code: organisationCode ?? '',
        name: organisationName ?? '',
        state: state as string,
        dueAt: state === 'submitted' ? dueAt : null,
        right: 'representative' as const,
      })),
  ]
}
