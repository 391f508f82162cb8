/** Acts in the order of their days; an act may plan others for later. */

interface Planned {
  on: number
  order: number
  act(on: number): void
}

export interface Plan {
  add(on: number, order: number, act: (on: number) => void): void
  /** Runs everything planned before a day. */
  run(before: number): void
}

const comesBefore = (a: Planned, b: Planned) => a.on < b.on || (a.on === b.on && a.order < b.order)

export function plan(): Plan {
  const waiting: Planned[] = []
  let running = -1
  return {
    add: (on, order, act) => {
      const planned = { on, order, act }
      if (running < 0) {
        waiting.push(planned)
        return
      }
      let from = running + 1
      let to = waiting.length
      while (from < to) {
        const middle = (from + to) >> 1
        if (comesBefore(planned, waiting[middle]!)) to = middle
        else from = middle + 1
      }
      waiting.splice(from, 0, planned)
    },
    run: (before) => {
      waiting.sort((a, b) => a.on - b.on || a.order - b.order)
      running = 0
      for (; running < waiting.length; running++) {
        const { on, act } = waiting[running]!
        if (on >= before) break
        act(on)
      }
    },
  }
}
