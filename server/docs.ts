import scalar from '@scalar/fastify-api-reference'
import type { Server } from './platform/http.ts'
import { openApi } from './platform/openapi.ts'

/** The API for readers: `/docs`, made from the same endpoint values. */
export async function serveDocs({ fastify, endpoints, ports }: Server): Promise<void> {
  await fastify.register(scalar, {
    routePrefix: '/docs',
    configuration: {
      content: () => openApi(endpoints, ports.publicUrl) as never,
      withDefaultFonts: false,
      hideClientButton: true,
      telemetry: false,
    } as never,
  })
}
