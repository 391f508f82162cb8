import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deriveSeal } from '#platform/seal.ts'
import { noBiometrics, sandboxBiometrics } from '#ports/biometrics.ts'
import { clientAuthoritiesFrom, noClientAuthorities } from '#ports/client-authorities.ts'
import { noFaces, sandboxFaces } from '#ports/faces.ts'
import { gatewayImmigration, noImmigration, sandboxImmigration } from '#ports/immigration-register.ts'
import { openFileKeys } from '#ports/keys-file.ts'
import { gatewayMessages, sandboxMessages } from '#ports/messages.ts'
import { networkPlacesFrom, noNetworkPlaces } from '#ports/network-places.ts'
import { gatewayRegisters, noRegisters } from '#ports/other-registers.ts'
import { httpsPaymentGateway, noPaymentGateway, sandboxGateway } from '#ports/payment-gateway.ts'
import { noPhoneOwners, sandboxPhoneOwners } from '#ports/phone-owners.ts'
import type { Ports } from '#ports/ports.ts'
import { sandboxRegisters } from '#ports/sandbox-registers.ts'
import { type App, newApp, prepare } from './app.ts'
import type { Config } from './config.ts'
import { ensureDatabase, openPlace, type Place, stringsOf } from './platform/cluster.ts'
import type { Database } from './platform/db.ts'
import { startEmbeddedPostgres } from './platform/embedded-postgres.ts'
import { migrate } from './platform/migrate.ts'

/** The database this program works on, open twice: as owner for set-up, as application for everything else. */
export interface OpenDatabase {
  owner: Database
  app: Database
  place: Place
  strings: { owner: string; app: string }
  embedded: boolean
  close(): Promise<void>
}

/** Starts or finds PostgreSQL, makes roles and database, and brings them forward. */
export async function openDatabase(config: Config, say: (line: string) => void): Promise<OpenDatabase> {
  const server = config.databaseUrl
    ? undefined
    : await startEmbeddedPostgres({ folder: join(config.dataFolder, 'postgres'), log: say })
  const place = await ensureDatabase(
    {
      address: server ?? { url: config.databaseUrl as string },
      superuser: server?.superuser ?? '',
      ownerUrl: config.databaseOwnerUrl,
    },
    'dean06',
  )
  const { owner, app } = openPlace(place)
  const strings = stringsOf(place)
  const close = async () => {
    await Promise.allSettled([owner.end({ timeout: 5 }), app.end({ timeout: 5 })])
    await server?.stop()
  }
  try {
    await migrate(owner, strings.owner)
    await checkMode(owner, config)
    await prepare(owner, config.mode)
  } catch (error) {
    await close()
    throw error
  }
  return { owner, app, place, strings, embedded: server !== undefined, close }
}

/** A database made for the sandbox is never served as production, nor the other way round. */
async function checkMode(owner: Database, { mode }: Config) {
  const [row] = await owner<{ mode: string }[]>`select mode from platform.installation`
  if (row?.mode === 'unset') await owner`update platform.installation set mode = ${mode}`
  else if (row?.mode !== mode) {
    throw new Error(
      `Cơ sở dữ liệu này thuộc chế độ ${row?.mode}, không mở được ở chế độ ${mode}.\n` +
        `This database belongs to ${row?.mode} mode and cannot be opened in ${mode} mode.`,
    )
  }
}

/** The outside world for this configuration. Production refuses sandbox keys. */
export async function openPorts(config: Config, { registersAnswerAfterMs = 1500 } = {}): Promise<Ports> {
  const keys = openFileKeys(config.keysFolder, config.mode)
  return {
    keys,
    seal: await deriveSeal(keys),
    messages: config.messageGateway
      ? gatewayMessages(config.messageGateway.url, config.messageGateway.token)
      : sandboxMessages(),
    faces: config.mode === 'sandbox' ? sandboxFaces() : noFaces(),
    biometrics: config.mode === 'sandbox' ? sandboxBiometrics() : noBiometrics,
    phoneOwners: config.mode === 'sandbox' ? sandboxPhoneOwners() : noPhoneOwners,
    immigration: config.registersGateway
      ? gatewayImmigration(config.registersGateway.url, config.registersGateway.token)
      : config.mode === 'sandbox'
        ? sandboxImmigration()
        : noImmigration,
    otherRegisters: config.registersGateway
      ? gatewayRegisters(config.registersGateway.url, config.registersGateway.token)
      : config.mode === 'sandbox'
        ? sandboxRegisters(join(config.dataFolder, 'other-registers'), {
            answersAfterMs: registersAnswerAfterMs,
          })
        : noRegisters,
    clientAuthorities: config.clientAuthoritiesFile
      ? clientAuthoritiesFrom(config.clientAuthoritiesFile)
      : noClientAuthorities,
    networkPlaces: config.networkPlacesFile ? networkPlacesFrom(config.networkPlacesFile) : noNetworkPlaces,
    payments: paymentGateway(config),
    fileFolder: join(config.dataFolder, 'files'),
    publicUrl: config.publicUrl,
    mode: config.mode,
  }
}

/** The operator's gateway, the sandbox's own bank, or none: then fees are paid at counters. */
function paymentGateway({ paymentGateway: gateway, mode, dataFolder }: Config) {
  if (gateway) return httpsPaymentGateway(gateway)
  return mode === 'sandbox' ? sandboxGateway(join(dataFolder, 'sandbox-bank.jsonl')) : noPaymentGateway
}

/** The whole app on an open database. */
export async function openApp(config: Config, database: OpenDatabase, ports: Ports): Promise<App> {
  return newApp({
    db: database.app,
    ports,
    trustProxy: config.trustProxy,
    tls: config.tls && {
      key: readFileSync(config.tls.keyFile),
      cert: readFileSync(config.tls.certFile),
      clientCertificates: config.tls.clientCertificates,
    },
    metricsToken: config.metricsToken,
  })
}
