/**
 * Whom a citizen may act for (đại diện): minor children and wards by the register, others by a mandate. Nothing is
 * kept of it: a child who comes of age, a guardianship that ends, is not represented from that day on.
 * Civil Code 91/2015/QH13, art. 136, 138.
 */
import type { FastifyRequest } from 'fastify'
import { type Call, type CitizenActor, type Representative, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Day, PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import { isMinor, type Person, peopleByNumbers, relationsOf } from '#population'
import * as contract from './mandates.contract.ts'
import { type Mandate, selectUsable } from './mandates.store.ts'
import { organisationRights } from './organisations.ts'

type Right = Representative & { person: Person; until: Day | null }

const basisWords: Record<Representative['basis'], Words> = {
  parent: { vi: 'Con chưa thành niên', en: 'Minor child' },
  guardian: { vi: 'Người được giám hộ', en: 'Ward' },
  mandate: { vi: 'Theo giấy ủy quyền', en: 'By mandate' },
}

/** Relations that let one act for the other: from the representative's side. */
const byLaw: Record<string, 'parent' | 'guardian'> = {
  child: 'parent',
  'adopted-child': 'parent',
  ward: 'guardian',
  represented: 'guardian',
}

/** Whom somebody may act for, with numbers: for modules that say so to others. The caller enters what he tells. */
export async function representedBy(
  call: Reading,
  self: Pick<CitizenActor, 'number' | 'personId'>,
): Promise<
  {
    person: Person
    basis: Representative['basis']
    services: string[] | null
    until: Day | null
    organisation: string | null
    /** Of that organisation, which holds the mandate. */
    holderId: Uuid | null
    mandates: Representative['mandates']
  }[]
> {
  const rights = await rightsOf(call, self)
  return rights.map(({ person, basis, mandates, until, organisation }) => ({
    person,
    basis,
    services: mandates && [...new Set(mandates.flatMap(({ services }) => services))],
    until,
    organisation: organisation?.name ?? null,
    holderId: organisation?.organisationId ?? null,
    mandates,
  }))
}

export async function listRepresented(call: Call): Promise<contract.Represented[]> {
  const actor = call.actor as CitizenActor
  reads(call, actor.number, ['relations', 'mandates'])
  const rights = await representedBy(call, actor)
  for (const { person } of rights) reads(call, person.personNumber, ['name', 'relation'])
  return rights.map(({ person, mandates: _, holderId: __, ...right }) => ({
    personId: person.personId,
    name: person.name,
    basisWords: basisWords[right.basis],
    ...right,
  }))
}

type Reading = Pick<Call, 'sql' | 'ports' | 'now'>

/** Everyone a citizen may act for today. */
async function rightsOf(call: Reading, actor: Pick<CitizenActor, 'number' | 'personId'>): Promise<Right[]> {
  const today = dayOf(call.now)
  const relations = (await relationsOf(call, actor.number, today)).filter(({ kind }) => kind in byLaw)
  const mandates = (await selectUsable(call.sql, { number: actor.number }, today)).filter(ofPerson)
  const through = await throughOrganisations(call, actor, today)
  const people = await peopleByNumbers(call, [
    ...relations.map(({ otherNumber }) => otherNumber),
    ...[...mandates, ...through.flatMap(({ held }) => held)].map(({ principalNumber }) => principalNumber),
  ])
  const me = { number: actor.number, personId: actor.personId }
  const rights: Right[] = []
  for (const { kind, otherNumber } of relations) {
    const person = alive(people, otherNumber)
    const basis = byLaw[kind]
    if (!person || !basis) continue
    if (basis === 'parent' && !(await isMinor(call as Call, person, today))) continue
    rights.push({ ...me, basis, mandates: null, person, until: null })
  }
  for (const [principal, given] of Map.groupBy(mandates, ({ principalNumber }) => principalNumber)) {
    const person = alive(people, principal)
    const until = given.at(-1)?.validUntil ?? null
    if (person) rights.push({ ...me, basis: 'mandate', mandates: given, person, until })
  }
  for (const { organisation, held } of through) {
    for (const [principal, given] of Map.groupBy(held, ({ principalNumber }) => principalNumber)) {
      const person = principal === actor.number ? undefined : alive(people, principal)
      const until = given.at(-1)?.validUntil ?? null
      if (person) rights.push({ ...me, basis: 'mandate', mandates: given, person, until, organisation })
    }
  }
  return rights
}

type OfPerson = Mandate & { principalNumber: PersonNumber }
const ofPerson = (mandate: Mandate): mandate is OfPerson => mandate.principalNumber !== null

/**
 * Mandates that people gave to organisations the caller acts for: all of them for its legal representative, for others
 * those services that the organisation let them do.
 */
async function throughOrganisations(call: Reading, actor: Pick<CitizenActor, 'number'>, today: Day) {
  const found = []
  for (const { organisation, mandates } of await organisationRights(call, actor.number)) {
    const { organisationId, name } = organisation
    const held = (await selectUsable(call.sql, { organisationId }, today)).filter(ofPerson).flatMap((one) => {
      if (!mandates) return [one]
      return mandates.flatMap(({ mandateId: through, services: may }) => {
        const services = one.services.filter((code) => may.includes(code))
        return services.length > 0 ? [{ ...one, services, through }] : []
      })
    })
    found.push({ organisation: { organisationId, name }, held })
  }
  return found
}

function alive(people: ReadonlyMap<PersonNumber, Person>, number: PersonNumber): Person | undefined {
  const person = people.get(number)
  return person?.status === 'alive' ? person : undefined
}

interface Parts {
  sql: Call['sql']
  ports: Call['ports']
  clock(): Date
}

/**
 * The citizen for whom a request says that it is made, with who really makes it. A right by law comes before a
 * mandate; mandates of one person count together. Throws cannotRepresent; the attempt stands in the log.
 */
export function representation({ sql, ports, clock }: Parts) {
  return async (request: FastifyRequest, actor: CitizenActor): Promise<CitizenActor> => {
    const personId = wanted(request)
    if (!personId || personId === actor.personId) return actor
    const rights = await rightsOf({ sql, ports, now: clock() }, actor)
    const right = rights.find(({ person }) => person.personId === personId)
    if (!right || actor.level < 2) throw contract.cannotRepresent()
    const { person, until: _, ...representative } = right
    return { ...actor, number: person.personNumber, personId: person.personId, representative }
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Named in a header that no other site can send; a link that only reads may name it in the query. Throws
 * cannotRepresent for what is no id.
 */
function wanted(request: FastifyRequest): Uuid | undefined {
  const header = request.headers[contract.FOR_HEADER]
  const query = request.method === 'GET' ? (request.query as { for?: unknown } | undefined)?.for : undefined
  const named = header ?? query
  if (named === undefined) return undefined
  // Nobody acts for himself because a name was garbled on the way.
  if (typeof named !== 'string' || !UUID.test(named)) throw contract.cannotRepresent()
  return named
}
