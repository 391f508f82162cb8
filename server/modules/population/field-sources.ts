/** Which event says each field of a person, as it is now: its day, when it was recorded, by whom. Pure. */
import {
  birth,
  death,
  detailsChange,
  detailsCorrection,
  divorce,
  marriage,
  widowhood,
} from './civil-status-events.ts'
import { marriageAnnulment, marriageRestoration } from './family-events.ts'
import { eventsInForce, inOrderOfRecording, isKind, type LifeEvent } from './life-event.ts'
import { numberReplacement } from './number-events.ts'
import {
  comingBack,
  contactsChange,
  deathDeclaration,
  emigration,
  homecoming,
  missingDeclaration,
  nationalityGain,
  nationalityLoss,
} from './status-events.ts'

export type FieldSources = ReadonlyMap<string, LifeEvent>

/** The source of each field; a field of which nothing was ever said has none. */
export function fieldSourcesOf(events: readonly LifeEvent[]): FieldSources {
  const inForce = eventsInForce(events)
  const corrections = inForce.filter((one) => isKind(one, detailsCorrection)).sort(inOrderOfRecording)
  const sources = new Map<string, LifeEvent>()
  const born = inForce.find((one) => isKind(one, birth))
  for (const one of inForce) {
    for (const field of fieldsSaidBy(one)) sources.set(field, one)
    if (!isKind(one, birth) && !isKind(one, detailsChange)) continue
    for (const correction of corrections) {
      if ((correction.payload.corrects ?? born?.id) !== one.id) continue
      for (const field of Object.keys(correction.payload.details)) sources.set(field, correction)
    }
  }
  return sources
}

const marital = [marriage, divorce, widowhood, marriageAnnulment, marriageRestoration].map(({ name }) => name)
const life = [death, missingDeclaration, deathDeclaration, comingBack].map(({ name }) => name)
const standing = [emigration, homecoming].map(({ name }) => name)
const nationality = [nationalityLoss, nationalityGain].map(({ name }) => name)

function fieldsSaidBy(one: LifeEvent): readonly string[] {
  if (isKind(one, birth))
    return ['personNumber', 'maritalStatus', 'nationalities', ...Object.keys(one.payload)]
  if (isKind(one, detailsChange)) return Object.keys(one.payload.details)
  if (isKind(one, contactsChange)) return ['phone', 'email']
  if (isKind(one, numberReplacement)) return ['personNumber']
  if (marital.includes(one.kind)) return ['maritalStatus']
  if (life.includes(one.kind)) return ['diedOn', 'status']
  if (standing.includes(one.kind)) return ['status']
  return nationality.includes(one.kind) ? ['nationalities', 'status'] : []
}
