import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'

const contract = /\/server\/(modules\/[^/]+|platform)\/contract\.ts$/

/**
 * Contracts in the browser, without their schemas: an endpoint becomes its method and path, a problem its type.
 * Types come from TypeScript, validation is the server's; so no page carries TypeBox (some 30 kB compressed).
 */
export function contracts(): Plugin {
  return {
    name: 'contracts',
    enforce: 'pre',
    async load(id) {
      const file = id.split('?')[0] ?? id
      if (!contract.test(file)) return null
      const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>
      const lines = Object.entries(module).flatMap(([name, value]) => {
        const kept = inBrowser(value)
        return kept === undefined ? [] : [`export const ${name} = ${JSON.stringify(kept)}`]
      })
      return { code: lines.join('\n') || 'export {}', map: null }
    },
  }
}

function inBrowser(value: unknown): unknown {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value
  if (isEndpoint(value)) {
    const { method, path, readOnly, accepts, replyType, bodyLimitBytes, access } = value
    // Pages know of rights only whether a call may be made for somebody else.
    const citizen = access.citizen?.for === 'self-or-represented' ? { for: access.citizen.for } : undefined
    return { method, path, readOnly, accepts, replyType, bodyLimitBytes, access: { citizen } }
  }
  if (typeof value === 'function') return 'type' in value ? { type: value.type } : undefined
  return isData(value) ? value : undefined
}

interface EndpointLike {
  method: string
  path: string
  readOnly: boolean
  accepts?: string
  replyType?: string
  bodyLimitBytes?: number
  access: { citizen?: { for: string } }
}

function isEndpoint(value: unknown): value is EndpointLike {
  return (
    typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'schema' in value
  )
}

/** Code lists and labels: arrays and plain objects that hold no schema. */
function isData(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if ('~kind' in value || 'schema' in value || 'type' in value) return false
  return Object.values(value).every(
    (part) => ['string', 'number', 'boolean'].includes(typeof part) || isData(part),
  )
}
