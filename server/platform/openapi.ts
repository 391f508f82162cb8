import { type AnyEndpoint, actOfAccess } from './endpoint.ts'
import { declaredProblems } from './problem.ts'

/** The OpenAPI 3.1 document of what this program serves, made from the same values that serve it. */
export function openApi(endpoints: readonly AnyEndpoint[], publicUrl: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of endpoints) {
    const path = `/api${endpoint.path.replace(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'dean06',
      version: '1',
      description:
        'Population data, electronic identity and public services. Every answer about a person stands in the log that the person sees.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl }],
    tags: [...new Set(endpoints.map(moduleOf))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-citizen',
          description: 'Session of a web app; the header `dean06-app` says which app calls.',
        },
        operator: { type: 'http', scheme: 'bearer' },
        relyingParty: {
          type: 'http',
          scheme: 'dpop',
          description:
            'Token by client credentials, bound to the caller’s key (RFC 9449) or certificate (RFC 8705).',
        },
      },
      schemas: { Problem: problemSchema },
    },
  }
}

function moduleOf({ path }: AnyEndpoint): string {
  return path.split('/')[1] ?? ''
}

function operation(endpoint: AnyEndpoint) {
  const { params, query, body, reply } = endpoint.schema
  const content = (type: string, schema: unknown) => ({ content: { [type]: { schema } } })
  return {
    operationId: `${endpoint.method.toLowerCase()}${endpoint.path.replace(/[/:]+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/\W/g, '')}`,
    summary: endpoint.summary,
    description: actOfAccess(endpoint.access),
    tags: [moduleOf(endpoint)],
    parameters: [
      ...parameters(params, 'path'),
      ...parameters(query, 'query'),
      ...(endpoint.readOnly
        ? []
        : [
            {
              name: 'Idempotency-Key',
              in: 'header',
              schema: { type: 'string', minLength: 8, maxLength: 200 },
            },
          ]),
    ],
    ...(endpoint.accepts
      ? {
          requestBody: { required: true, ...content(endpoint.accepts, { type: 'string', format: 'binary' }) },
        }
      : body
        ? { requestBody: { required: true, ...content('application/json', body) } }
        : {}),
    responses: {
      200: {
        description: 'Done',
        ...(endpoint.replyType
          ? content(endpoint.replyType, { type: 'string', format: 'binary' })
          : content('application/json', reply)),
      },
      ...problemsOf(endpoint),
      default: { description: 'Any other problem', ...content('application/problem+json', problemRef) },
    },
    security: securityOf(endpoint),
  }
}

function securityOf({ access }: AnyEndpoint): Record<string, string[]>[] {
  if (access.public) return []
  return [
    ...(access.citizen || access.officer ? [{ session: [] }] : []),
    ...(access.relyingParty ? [{ relyingParty: [] }] : []),
    ...(access.operator ? [{ operator: [] }] : []),
  ]
}

const problemRef = { $ref: '#/components/schemas/Problem' }
const problemSchema = {
  type: 'object',
  required: ['type', 'status', 'title', 'titleEn'],
  properties: {
    type: { type: 'string', enum: declaredProblems().map(({ type }) => type) },
    status: { type: 'integer' },
    title: { type: 'string' },
    titleEn: { type: 'string' },
    detail: { type: 'string' },
    detailEn: { type: 'string' },
  },
}

function problemsOf(endpoint: AnyEndpoint) {
  const byStatus = new Map<number, string[]>()
  for (const { status, type, words } of endpoint.problems) {
    byStatus.set(status, [...(byStatus.get(status) ?? []), `\`${type}\` ${words.vi} (${words.en})`])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, lines]) => [
      status,
      { description: lines.join('\n\n'), content: { 'application/problem+json': { schema: problemRef } } },
    ]),
  )
}

interface ObjectSchema {
  properties?: Record<string, unknown>
  required?: string[]
}

function parameters(schema: unknown, place: 'path' | 'query') {
  const { properties = {}, required = [] } = (schema ?? {}) as ObjectSchema
  return Object.entries(properties).map(([name, value]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: value,
  }))
}
