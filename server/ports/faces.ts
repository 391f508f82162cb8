/**
 * Comparing a picture of a face with the one the State holds (so khớp khuôn mặt 1:1). An engine is a real adapter; its
 * false reject and false accept rates are stated by whoever runs it (Circular 08/2026/TT-BKHCN: below 5 % and 0.01 %).
 * The score never leaves the port, the picture is never kept.
 */
export interface Faces {
  /** Printed in every answer that rests on it. */
  readonly engine: string
  /** Null when there is nothing to compare with, or the picture cannot be read. */
  match(picture: Uint8Array, personId: string): Promise<boolean | null>
}

const MARK = 'sandbox face of '

/** The picture of a made-up person: a line of text that says whose it is. */
export function sandboxFace(personId: string): Buffer {
  return Buffer.from(MARK + personId)
}

/** The sandbox's matcher, which says so: it compares names on made-up pictures, no faces. Never in production. */
export function sandboxFaces(): Faces {
  return {
    engine: 'sandbox (no real face is compared)',
    async match(picture, personId) {
      const text = Buffer.from(picture).toString('latin1')
      return text.startsWith(MARK) ? text === MARK + personId : null
    },
  }
}

/** Where no engine is connected: a face is never said to match. */
export function noFaces(): Faces {
  return { engine: 'none', match: async () => null }
}
