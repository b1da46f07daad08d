/** What Prometheus reads at /metrics. Rooms count here; names carry their unit. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export const registry = new Registry();
collectDefaultMetrics({ register: registry, prefix: 'marketday_' });

const registers = [registry];

export const counters = {
	transactionRetries: new Counter({
		name: 'marketday_transaction_retries_total',
		help: 'Transactions run again after a deadlock, a lock timeout or a lost connection',
		labelNames: ['errno'],
		registers,
	}),
	requests: new Counter({
		name: 'marketday_http_requests_total',
		help: 'HTTP requests answered',
		labelNames: ['method', 'route', 'status'],
		registers,
	}),
	eventsSequenced: new Counter({
		name: 'marketday_events_sequenced_total',
		help: 'Outbox rows given their place in the log by this process',
		registers,
	}),
	chores: new Counter({
		name: 'marketday_chores_total',
		help: 'Chores finished by this process',
		labelNames: ['kind', 'outcome'],
		registers,
	}),
	stockFrames: new Counter({
		name: 'marketday_stock_frames_total',
		help: 'Stock frames sent to rooms of this process',
		registers,
	}),
};

export const gauges = {
	sockets: new Gauge({ name: 'marketday_sockets', help: 'Open sockets in this process', registers }),
	subscriptions: new Gauge({
		name: 'marketday_subscriptions',
		help: 'Stream subscriptions in this process',
		registers,
	}),
};

export const histograms = {
	relayLag: new Histogram({
		name: 'marketday_relay_lag_seconds',
		help: 'From an event being recorded to this process emitting it',
		buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
		registers,
	}),
	requestSeconds: new Histogram({
		name: 'marketday_http_request_seconds',
		help: 'Time to answer an HTTP request',
		labelNames: ['method', 'route'],
		buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
		registers,
	}),
};
