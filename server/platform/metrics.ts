import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** Prometheus metrics of this process. Labels are endpoints and codes, never people. */
export const metrics = new Registry()
collectDefaultMetrics({ register: metrics })

export const requests = new Histogram({
  name: 'dean06_request_seconds',
  help: 'Time to answer, by endpoint and status',
  labelNames: ['act', 'status'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  registers: [metrics],
})

export const eventsHandled = new Counter({
  name: 'dean06_events_handled_total',
  help: 'Events handled or parked, by listener',
  labelNames: ['listener', 'outcome'],
  registers: [metrics],
})

export const auditBatch = new Histogram({
  name: 'dean06_audit_batch_entries',
  help: 'Entries committed together',
  buckets: [1, 2, 5, 10, 20, 50, 100, 200],
  registers: [metrics],
})
