/** Loads the files of data/ into the tables: safe to repeat, and nothing at all when they are the same as before. */
import type { Database } from '#platform/db.ts'
import { fold } from '#platform/vietnamese.ts'
import { unitAgencies } from './agencies.ts'
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
    const versions = files.readUnitVersions()
    const keys = await store.liftForeignKeys(sql)
    await store.putLawDocuments(sql, files.readLawDocuments())
    await store.putUnits(sql, [...new Set(versions.map(({ unitId }) => unitId))])
    await store.replaceUnitVersions(
      sql,
      versions.map((version) => ({ ...version, nameFolded: fold(version.name) })),
    )
    await store.replaceSuccessions(sql, files.readSuccessions())
    await store.replaceFormerNames(
      sql,
      files.readFormerNames().map((row) => ({ ...row, folded: fold(row.formerName) })),
    )
    await store.putAgencies(sql, agenciesOf(versions, mode))
    await store.putPositions(sql, files.readPositions())
    await store.replaceCodeLists(sql, files.readCodeLists())
    await store.replaceWorkingCalendar(sql, files.readWorkingCalendar())
    await store.replaceLawParameters(sql, files.readLawParameters(mode))
    await store.setForeignKeys(sql, keys)
    await store.putDigest(sql, digest)
    return true
  })
}

/** Agencies are those of the units that have no end. */
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
    })),
    ...unitAgencies(
      childrenOf(standing, null, farAway),
      (provinceId) => childrenOf(standing, provinceId, farAway),
      codes,
    ),
  ]
}
