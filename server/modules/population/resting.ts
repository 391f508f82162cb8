/** Which later events of a person rest on an earlier one: as long as they stand it is not annulled. Pure. */
import * as contract from './contract.ts'
import { isKind, type LifeEvent } from './life-event.ts'
import { livesOn } from './refusals.ts'

/** The later events among `left` that would say something impossible without the target. */
export function resting(target: LifeEvent, left: readonly LifeEvent[]): LifeEvent[] {
  const annulled = new Set(left.map(({ annuls }) => annuls))
  const standing = left.filter(({ id, kind }) => kind !== contract.ANNULMENT && !annulled.has(id))
  const later = standing.filter(({ effectiveOn }) => effectiveOn >= target.effectiveOn)
  const corrections = standing.filter(
    (one) => isKind(one, contract.detailsCorrection) && one.payload.corrects === target.id,
  )
  return [...corrections, ...later.filter((one) => follows(target, one))]
}

export function restsOn(target: LifeEvent, left: readonly LifeEvent[]): boolean {
  const back = isKind(target, contract.comingBack) || isKind(target, contract.homecoming)
  return resting(target, left).length > 0 || (back && livesOn(standing(left), target))
}

function standing(left: readonly LifeEvent[]): LifeEvent[] {
  const annulled = new Set(left.map(({ annuls }) => annuls))
  return left.filter(({ id, kind }) => kind !== contract.ANNULMENT && !annulled.has(id))
}

const spouseOf = (one: LifeEvent) => (one.payload as { spouseNumber?: string }).spouseNumber
const endings: readonly string[] = [
  contract.divorce.name,
  contract.marriageAnnulment.name,
  contract.marriageRestoration.name,
  contract.widowhood.name,
]

function follows(target: LifeEvent, one: LifeEvent): boolean {
  if (isKind(target, contract.marriage) || isKind(target, contract.marriageRestoration)) {
    return endings.includes(one.kind) && spouseOf(one) === spouseOf(target)
  }
  if (isKind(target, contract.adoption)) {
    return isKind(one, contract.adoptionEnd) && one.payload.adoptionId === target.id
  }
  if (isKind(target, contract.parentRecognition)) {
    return isKind(one, contract.parentDenial) && one.payload.parentNumber === target.payload.parentNumber
  }
  if (isKind(target, contract.guardianship)) {
    return (
      isKind(one, contract.guardianshipEnd) && one.payload.guardianNumber === target.payload.guardianNumber
    )
  }
  if (isKind(target, contract.representation)) {
    const { representativeNumber } = target.payload
    return (
      isKind(one, contract.representationEnd) && one.payload.representativeNumber === representativeNumber
    )
  }
  if (isKind(target, contract.missingDeclaration) || isKind(target, contract.deathDeclaration)) {
    return isKind(one, contract.comingBack)
  }
  if (isKind(target, contract.emigration)) return isKind(one, contract.homecoming)
  return isKind(target, contract.nationalityLoss) && isKind(one, contract.nationalityGain)
}
