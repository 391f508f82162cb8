/** Loads the files of data/ into the tables: safe to repeat, and nothing at all when they are the same as before. */
import type { Database, Sql } from '#platform/db.ts'
import { poke } from '#platform/live.ts'
import { fold } from '#platform/vietnamese.ts'
import { formerAgencies, unitAgencies, withStableCodes } from './agencies.ts'
import { type BoundaryLaw, type Country, enact, enactAll, withIds } from './boundary-laws.ts'
import type { Agency } from './contract.ts'
import * as store from './load.store.ts'
import * as files from './reference-files.ts'
import { childrenOf, indexUnits, type UnitVersion } from './units.ts'

/**
 * Brings the reference tables to what this version of the program carries, in one transaction. Called by the owner
 * of the tables after migration. Answers false when there was nothing to do.
 */
export async function loadReference(owner: Database, mode: 'sandbox' | 'production'): Promise<boolean> {
  const digest = files.filesDigest(mode)
  if ((await store.selectDigest(owner)) === digest) return false
  return await owner.begin(async (sql) => {
    await store.lockLoads(sql)
    if ((await store.selectDigest(sql)) === digest) return false
    const { versions, successions } = enactAll(countryOfFiles(), await store.selectBoundaryLaws(sql))
    const keys = await store.liftForeignKeys(sql)
    await store.putLawDocuments(sql, files.readLawDocuments())
    await putCountry(sql, { versions, successions }, mode)
    await store.replaceFormerNames(
      sql,
      files.readFormerNames().map((row) => ({ ...row, folded: fold(row.formerName) })),
    )
    await store.putPositions(sql, files.readPositions())
    await store.replaceCodeLists(sql, files.readCodeLists())
    await store.replaceWorkingCalendar(sql, files.readWorkingCalendar())
    await store.replaceLawParameters(sql, files.readLawParameters(mode))
    await store.setForeignKeys(sql, keys)
    await store.putDigest(sql, digest)
    return true
  })
}

const countryOfFiles = (): Country => ({
  versions: files.readUnitVersions(),
  successions: files.readSuccessions(),
})

async function putCountry(
  sql: Sql,
  { versions, successions }: Country,
  mode?: 'sandbox' | 'production',
): Promise<void> {
  await store.putUnits(sql, [...new Set(versions.map(({ unitId }) => unitId))])
  await store.replaceUnitVersions(
    sql,
    versions.map((version) => ({ ...version, nameFolded: fold(version.name) })),
  )
  await store.replaceSuccessions(sql, successions)
  await store.putAgencies(
    sql,
    withStableCodes(agenciesOf(versions, mode), await store.selectDossierCodes(sql)),
  )
}

/**
 * Enters a boundary law between two releases of the data files: units, what became of which, their agencies, in one
 * transaction; running programs read the units again. Called by the owner of the tables. Answers the law with the ids
 * that its new units got. Throws BoundaryLawUnfit.
 */
export async function enterBoundaryLaw(owner: Database, entered: BoundaryLaw): Promise<BoundaryLaw> {
  return await owner.begin(async (sql) => {
    await store.lockLoads(sql)
    const before = enactAll(countryOfFiles(), await store.selectBoundaryLaws(sql))
    const law = withIds(entered, before)
    const after = enact(before, law)
    const keys = await store.liftForeignKeys(sql)
    await store.insertBoundaryLaw(sql, law)
    await putCountry(sql, after)
    await store.setForeignKeys(sql, keys)
    await poke({ sql }, [REFERENCE_TOPIC], 'units')
    return law
  })
}

/** Whoever keeps reference data in memory hears on this topic that they changed. */
export const REFERENCE_TOPIC = 'reference'

/** Agencies of the units that have no end, and of those that ended. */
export function agenciesOf(
  versions: readonly UnitVersion[],
  mode: 'sandbox' | 'production' = 'production',
): Agency[] {
  const { central, provinces } = files.readAgencies(mode)
  const standing = indexUnits(
    versions.filter(({ validUntil }) => validUntil === null),
    [],
  )
  const farAway = '9999-12-31'
  const codes = new Map(provinces.map((province) => [province.provinceCode, province]))
  return [
    ...central.map(({ vi, en, dossierCode, electronicCode, codeConfirmed, ...agency }) => ({
      ...agency,
      level: 'nation' as const,
      unitId: null,
      nameVi: vi,
      nameEn: en,
      electronicCode,
      dossierCode: dossierCode ?? electronicCode!,
      dossierCodeConfirmed: codeConfirmed,
      validUntil: null,
    })),
    ...unitAgencies(
      childrenOf(standing, null, farAway),
      (provinceId) => childrenOf(standing, provinceId, farAway),
      codes,
    ),
    ...formerAgencies(indexUnits(versions, [])),
  ]
}
