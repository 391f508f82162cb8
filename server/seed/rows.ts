/** Rows as lines of PostgreSQL's COPY text format, table by table, in the column order of the owners. */
import {
  accountColumns,
  appointmentColumns,
  foreignerColumns,
  foreignerRecordColumns,
  organisationColumns,
  organisationEventColumns,
  phoneColumns,
} from '#accounts'
import {
  type LifeEvent,
  type PersonVersion,
  copyColumns as populationColumns,
  type RelationRow,
} from '#population'
import type { ResidentForeigner } from '#ports/immigration-register.ts'
import {
  type CurrentResidence,
  type MembershipRow,
  type ResidenceRow,
  copyColumns as residenceColumns,
} from '#residence'
import type { Dwelling } from './people-and-homes.ts'

export const tables = {
  ...populationColumns,
  ...residenceColumns,
  'accounts.accounts': [...accountColumns, 'locked_at', 'lock_ground', 'used_at', 'foreigner'],
  'accounts.phones': phoneColumns,
  'accounts.appointments': appointmentColumns,
  'accounts.foreigners': foreignerColumns,
  'accounts.foreigner_records': foreignerRecordColumns,
  'accounts.organisations': organisationColumns,
  'accounts.organisation_events': organisationEventColumns,
} as const
export type Table = keyof typeof tables

/** Takes one line, with its line end. */
export type Sink = (table: Table, line: string) => void

const N = '\\N'
const or = (value: string | number | null | undefined) => (value === null || value === undefined ? N : value)

/** Our texts hold no tab and no line end; JSON may hold a backslash. */
const json = (value: object) => {
  const text = JSON.stringify(value)
  return text.includes('\\') ? text.replaceAll('\\', '\\\\') : text
}

export type Rows = ReturnType<typeof rowsTo>

export function rowsTo(sink: Sink) {
  return {
    lifeEvent(e: LifeEvent) {
      sink(
        'population.life_events',
        `${e.personNumber}\t${e.id}\t${e.kind}\t${e.effectiveOn}\t${e.recordedAt}\t${or(e.agencyId)}\t${e.legalBasis}\t${N}\t${e.actor}\t${N}\t${or(e.causedBy)}\t${N}\t${json(e.payload as object)}\n`,
      )
    },
    personId(personId: string, number: string) {
      sink('population.person_ids', `${personId}\t${number}\n`)
    },
    person(p: PersonVersion) {
      sink('population.people', `${version(p)}\n`)
    },
    version(p: PersonVersion) {
      sink('population.person_versions', `${version(p)}\t${or(p.supersededAt)}\n`)
    },
    relation(r: RelationRow) {
      sink(
        'population.relations',
        `${r.personNumber}\t${r.id}\t${r.kind}\t${r.otherNumber}\t${r.validFrom}\t${or(r.validUntil)}\t${r.recordedAt}\t${or(r.supersededAt)}\t${r.eventId}\n`,
      )
    },
    alias(alias: string, number: string, endedOn: string) {
      sink('population.number_aliases', `${alias}\t${number}\told-9-digit\t${endedOn}\t${N}\n`)
    },
    contact(
      number: string,
      phone: string | null,
      email: string | null,
      confirmedOn: string | null,
      recordedAt: string,
    ) {
      sink(
        'population.contacts',
        `${number}\t${or(phone)}\t${or(email)}\t${or(confirmedOn)}\t${recordedAt}\n`,
      )
    },
    residence(r: ResidenceRow) {
      sink(
        'residence.residences',
        `${r.personNumber}\t${r.id}\t${r.kind}\t${r.dwellingId}\t${r.unitId}\t${r.validFrom}\t${or(r.validUntil)}\t${r.recordedAt}\t${or(r.supersededAt)}\t${r.eventId}\n`,
      )
    },
    membership(m: MembershipRow) {
      sink(
        'residence.memberships',
        `${m.personNumber}\t${m.id}\t${m.householdId}\t${m.kind}\t${m.relationToHead}\t${m.validFrom}\t${or(m.validUntil)}\t${m.recordedAt}\t${or(m.supersededAt)}\t${m.eventId}\n`,
      )
    },
    currentResidence(c: CurrentResidence) {
      sink(
        'residence.current_residences',
        `${c.personNumber}\t${or(c.permanentUnitId)}\t${or(c.permanentDwellingId)}\t${or(c.permanentHouseholdId)}\t${or(c.relationToHead)}\t${or(c.temporaryUnitId)}\t${or(c.temporaryDwellingId)}\t${or(c.temporaryHouseholdId)}\t${or(c.temporaryRelation)}\t${or(c.temporaryFrom)}\t${or(c.temporaryUntil)}\t${c.version}\t${c.recordedAt}\n`,
      )
    },
    dwelling(d: Dwelling, recordedAt: string) {
      sink(
        'residence.dwellings',
        `${d.id}\t${d.place.unitId}\t${d.line}\t${d.kind}\t${d.areaM2}\t${recordedAt}\t${N}\n`,
      )
    },
    owner(o: {
      dwellingId: string
      id: string
      personNumber: string | null
      organisation: string | null
      validFrom: string
      validUntil: string | null
      recordedAt: string
      supersededAt: string | null
    }) {
      sink(
        'residence.dwelling_owners',
        `${o.dwellingId}\t${o.id}\t${or(o.personNumber)}\t${or(o.organisation)}\t${o.validFrom}\t${or(o.validUntil)}\t${o.recordedAt}\t${or(o.supersededAt)}\t${N}\n`,
      )
    },
    household(h: {
      householdId: string
      dwellingId: string
      unitId: number
      fileNumber: string
      formedOn: string
      dissolvedOn: string | null
      recordedAt: string
    }) {
      sink(
        'residence.households',
        `${h.householdId}\t${h.dwellingId}\t${h.unitId}\t${h.fileNumber}\t${h.formedOn}\t${or(h.dissolvedOn)}\t${h.recordedAt}\n`,
      )
    },
    stay(
      e: LifeEvent,
      s: {
        unitId: number
        place: string
        leavesOn: string
        reason: string
        declaredBy: string
        late: boolean
      },
    ) {
      sink(
        'residence.stays',
        `${e.personNumber}\t${e.id}\t${s.unitId}\t${N}\t${s.place}\t${e.effectiveOn}\t${s.leavesOn}\t${s.reason}\t${s.declaredBy}\t${e.recordedAt}\t${s.late}\t${N}\t${N}\n`,
      )
    },
    account(a: {
      accountId: string
      realm: 'citizen' | 'officer'
      personNumber: string
      personId: string
      level?: 1 | 2
      foreigner?: boolean
      status: 'approved' | 'active' | 'locked'
      passwordHash: string | null
      phone: string | null
      email: string | null
      approvedAt: string
      activatedAt: string | null
      lockedAt: string | null
    }) {
      sink(
        'accounts.accounts',
        `${a.accountId}\t${a.realm}\t${a.personNumber}\t${a.personId}\t${a.level ?? 2}\t${a.status}\t${or(a.passwordHash)}\t${or(a.phone)}\t${or(a.email)}\t${a.approvedAt}\t${or(a.activatedAt)}\t${a.approvedAt}\t${or(a.lockedAt)}\t${a.lockedAt ? 'holder' : N}\t${a.realm === 'citizen' ? or(a.activatedAt) : N}\t${a.foreigner ?? false}\n`,
      )
      if (a.phone) sink('accounts.phones', `${a.realm}\t${a.phone}\t${a.accountId}\n`)
    },
    foreigner(
      f: ResidentForeigner & {
        personNumber: string
        personId: string
        provinceUnitId: number
        recordedAt: string
      },
    ) {
      sink(
        'accounts.foreigners',
        `${f.personNumber}\t${f.personId}\t${f.registerId}\t${f.name}\t${f.bornOn}\t${f.sex}\t${f.nationality}\t${f.passportNumber}\t${f.card!.kind}\t${f.card!.number}\t${or(f.card!.validUntil)}\t${or(f.address)}\t${f.provinceUnitId}\t${f.holds.face}\t${f.holds.fingerprint}\t${f.recordedAt}\n`,
      )
    },
    foreignerRecord(r: { personNumber: string; recordedAt: string; id: string; told: ResidentForeigner }) {
      sink('accounts.foreigner_records', `${r.personNumber}\t${r.recordedAt}\t${r.id}\t${json(r.told)}\n`)
    },
    appointment(a: {
      appointmentId: string
      accountId: string
      personNumber: string
      agencyId: number
      position: string
      validFrom: string
      recordedAt: string
    }) {
      sink(
        'accounts.appointments',
        `${a.appointmentId}\t${a.accountId}\t${a.personNumber}\t${a.agencyId}\t${a.position}\t${a.validFrom}\t${N}\t${a.recordedAt}\n`,
      )
    },
    organisation(o: {
      organisationId: string
      code: string
      name: string
      representative: string
      approvedAt: string
      activatedAt: string
    }) {
      sink(
        'accounts.organisations',
        `${o.organisationId}\t${o.code}\t${o.name}\t${o.representative}\tactive\t${o.approvedAt}\t${o.approvedAt}\t${o.activatedAt}\n`,
      )
    },
    organisationEvent(e: {
      organisationId: string
      at: string
      id: string
      kind: 'approved' | 'activated'
      actedBy: string | null
    }) {
      sink(
        'accounts.organisation_events',
        `${e.organisationId}\t${e.at}\t${e.id}\t${e.kind}\t${or(e.actedBy)}\n`,
      )
    },
  }
}

function version(p: PersonVersion): string {
  return `${p.personNumber}\t${p.personId}\t${p.version}\t${p.status}\t${p.name}\t${p.nameFolded}\t${p.sex}\t${p.bornOn}\t${p.bornPrecision}\t${or(p.birthUnitId)}\t${or(p.birthRegisteredUnitId)}\t${or(p.homeTownUnitId)}\t${p.ethnicGroup}\t${p.religion}\t{${p.nationalities.join()}}\t${or(p.bloodGroup)}\t${p.maritalStatus}\t${or(p.diedOn)}\t${or(p.otherName)}\t${p.validFrom}\t${p.recordedAt}\t${p.eventId}`
}
