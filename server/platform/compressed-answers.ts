import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import type { FastifyInstance } from 'fastify'

/** Below it an answer fits into one packet; compressing it would cost more than it saves. */
const THRESHOLD_BYTES = 1_400

/**
 * Answers travel compressed (RFC 9110 section 8.4) on slow lines: JSON alone; pages and scripts are compressed when
 * they are built. What callers send is never inflated, so that no small body becomes a huge one. An answer holds no
 * secret a stranger could measure by its size: sessions are in cookies, and other sites cannot make a page call us.
 */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    globalDecompression: false,
    encodings: ['br', 'gzip'],
    customTypes: /^application\/(?:problem\+)?json(?:;|$)/,
    threshold: THRESHOLD_BYTES,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  })
}
