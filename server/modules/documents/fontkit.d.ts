/** The part of fontkit we call: a font that the PDF writer takes as it is. */
declare module 'fontkit' {
  export interface Font {
    /** Code points it has letters for. */
    characterSet: number[]
    glyphForCodePoint(code: number): unknown
    layout(text: string, features?: Record<string, boolean>): unknown
  }
  export function create(bytes: Uint8Array): Font
}
