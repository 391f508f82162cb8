import { resolve } from 'node:path'
import type { GatewaySettings } from '#ports/payment-gateway.ts'

/** The environment, read once. `describe` prints it without secrets. */
export interface Config {
  mode: 'sandbox' | 'production'
  port: number
  host: string
  /** Address people type, without a slash at the end. */
  publicUrl: string
  trustProxy: boolean
  /** `clientCertificates`: a party may prove itself by its own (mutual TLS, RFC 8705); nobody has to. */
  tls: { keyFile: string; certFile: string; clientCertificates: boolean } | undefined
  /** Server to use; without it the program brings its own. */
  databaseUrl: string | undefined
  /** Login that owns the tables, when it is another than the application's. */
  databaseOwnerUrl: string | undefined
  dataFolder: string
  keysFolder: string
  persons: number
  seedValue: number
  /** The day on which the synthetic nation ends, e.g. 2025-06-30 for one of before the merger; today when not set. */
  seedDay: string | undefined
  /** Token of operators for /metrics and service pages; none means local only. */
  metricsToken: string | undefined
  messageGateway: { url: string; token: string } | undefined
  /** Takes fees online; without one they are paid at counters. */
  paymentGateway: GatewaySettings | undefined
  /** The integration platform through which registers of other agencies are reached. */
  registersGateway: { url: string; token: string } | undefined
  /** The operator's list of networks and where they are; without one no journey is called impossible. */
  networkPlacesFile: string | undefined
  /** Authorities whose certificates relying parties may prove themselves with, in PEM. */
  clientAuthoritiesFile: string | undefined
  role: 'all' | 'web' | 'worker'
}

export class ConfigError extends Error {}

type Environment = Record<string, string | undefined>

/** Reads and checks the environment. Throws ConfigError with what to do, in Vietnamese and English. */
export function readConfig(env: Environment): Config {
  const mode = oneOf(env, 'MODE', ['sandbox', 'production'] as const, 'sandbox')
  const port = whole(env, 'PORT', 6006, 1, 65_535)
  const tls =
    env['TLS_KEY_FILE'] && env['TLS_CERT_FILE']
      ? {
          keyFile: env['TLS_KEY_FILE'],
          certFile: env['TLS_CERT_FILE'],
          clientCertificates: env['TLS_CLIENT_CERTIFICATES'] === 'true',
        }
      : undefined
  const dataFolder = resolve(env['DATA_FOLDER'] ?? '.data')
  const config: Config = {
    mode,
    port,
    host: env['HOST'] ?? (mode === 'sandbox' ? '127.0.0.1' : '0.0.0.0'),
    publicUrl: (env['PUBLIC_URL'] ?? `${tls ? 'https' : 'http'}://localhost:${port}`).replace(/\/$/, ''),
    trustProxy: env['TRUST_PROXY'] === 'true',
    tls,
    databaseUrl: env['DATABASE_URL'],
    databaseOwnerUrl: env['DATABASE_OWNER_URL'],
    dataFolder,
    keysFolder: resolve(env['KEYS_FOLDER'] ?? `${dataFolder}/keys`),
    persons: whole(env, 'PERSONS', 20_000, 500, 120_000_000),
    seedValue: whole(env, 'SEED', 6, 0, 2 ** 31),
    seedDay: day(env, 'SEED_DAY'),
    metricsToken: env['METRICS_TOKEN'],
    messageGateway:
      env['MESSAGE_GATEWAY_URL'] && env['MESSAGE_GATEWAY_TOKEN']
        ? { url: env['MESSAGE_GATEWAY_URL'], token: env['MESSAGE_GATEWAY_TOKEN'] }
        : undefined,
    paymentGateway: gateway(env),
    registersGateway:
      env['REGISTERS_GATEWAY_URL'] && env['REGISTERS_GATEWAY_TOKEN']
        ? { url: env['REGISTERS_GATEWAY_URL'], token: env['REGISTERS_GATEWAY_TOKEN'] }
        : undefined,
    networkPlacesFile: env['NETWORK_PLACES_FILE'],
    clientAuthoritiesFile: env['CLIENT_AUTHORITIES_FILE'],
    role: oneOf(env, 'ROLE', ['all', 'web', 'worker'] as const, 'all'),
  }
  if (mode === 'production') checkProduction(config)
  return config
}

/** Production stands on TLS or a trusted proxy, a real gateway for codes, and a public address. */
function checkProduction(config: Config) {
  if (!config.publicUrl.startsWith('https://')) {
    throw wrong(
      'PUBLIC_URL',
      'phải bắt đầu bằng https:// khi MODE=production',
      'must begin with https:// in production',
    )
  }
  if (!config.tls && !config.trustProxy) {
    throw wrong(
      'TLS_KEY_FILE, TLS_CERT_FILE',
      'cần có, hoặc đặt TRUST_PROXY=true khi đứng sau một proxy TLS',
      'are needed, or TRUST_PROXY=true behind a TLS proxy',
    )
  }
  if (!config.messageGateway) {
    throw wrong(
      'MESSAGE_GATEWAY_URL, MESSAGE_GATEWAY_TOKEN',
      'cần có để gửi mã một lần',
      'are needed to send one-time codes',
    )
  }
}

/** `PAYMENT_ACCOUNT` is the account fees go to: the bank's number at NAPAS, the account, its holder. */
function gateway(env: Environment): GatewaySettings | undefined {
  const [url, secret, account] = ['URL', 'SECRET', 'ACCOUNT'].map((name) =>
    name === 'ACCOUNT' ? env['PAYMENT_ACCOUNT'] : env[`PAYMENT_GATEWAY_${name}`],
  )
  if (!url && !secret && !account) return undefined
  const [, bankBin, accountNumber, holder] =
    /^(\d{6})\/([A-Za-z0-9]{4,19})\/(.{2,60})$/.exec(account ?? '') ?? []
  if (!url?.startsWith('https://') || (secret?.length ?? 0) < 32 || !bankBin || !accountNumber || !holder) {
    throw wrong(
      'PAYMENT_GATEWAY_URL, PAYMENT_GATEWAY_SECRET, PAYMENT_ACCOUNT',
      'phải đủ cả ba: https://…, bí mật từ 32 ký tự, 970415/123456789/TEN CHU TAI KHOAN',
      'are needed together: https://…, a secret of 32 characters or more, 970415/123456789/NAME OF THE HOLDER',
    )
  }
  return { url, secret: secret as string, account: { bankBin, accountNumber, holder } }
}

function day(env: Environment, name: string): string | undefined {
  const value = env[name]
  if (value === undefined || value === '') return undefined
  if (/^(20[12]\d)-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))) return value
  throw wrong(name, 'phải là một ngày, ví dụ 2025-06-30', 'must be a day, such as 2025-06-30')
}

function whole(env: Environment, name: string, fallback: number, min: number, max: number): number {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (Number.isInteger(value) && value >= min && value <= max) return value
  throw wrong(name, `phải là số nguyên từ ${min} đến ${max}`, `must be a whole number from ${min} to ${max}`)
}

function oneOf<T extends string>(env: Environment, name: string, allowed: readonly T[], fallback: T): T {
  const value = env[name] as T | undefined
  if (value === undefined) return fallback
  if (allowed.includes(value)) return value
  throw wrong(name, `phải là một trong: ${allowed.join(', ')}`, `must be one of: ${allowed.join(', ')}`)
}

function wrong(name: string, vi: string, en: string): ConfigError {
  return new ConfigError(`${name} ${vi}.\n${name} ${en}.`)
}

/** What the program runs with, for the terminal. Secrets and passwords are left out. */
export function describe(config: Config): Record<string, unknown> {
  const {
    metricsToken,
    messageGateway,
    paymentGateway,
    registersGateway,
    databaseUrl,
    databaseOwnerUrl,
    ...plain
  } = config
  return {
    ...plain,
    database: databaseUrl ? new URL(databaseUrl).host : 'embedded',
    ownerDatabase: databaseOwnerUrl ? new URL(databaseOwnerUrl).host : undefined,
    metricsToken: metricsToken ? 'set' : 'unset',
    messageGateway: messageGateway ? new URL(messageGateway.url).host : 'sandbox',
    paymentGateway: paymentGateway ? new URL(paymentGateway.url).host : 'none of the operator’s',
    registersGateway: registersGateway
      ? new URL(registersGateway.url).host
      : config.mode === 'sandbox'
        ? 'sandbox'
        : 'none',
  }
}
