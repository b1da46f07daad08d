import { readReadiness } from '#lib/server/readiness.ts';
import { APP, type RunningApp } from '#realtime/server/doorway.ts';
import { json } from '../edge/endpoint.ts';

/** 200 while this process should be sent visitors, 503 while it starts, stops, or cannot reach a migrated MySQL. */
export async function GET() {
	const app = (globalThis as Record<symbol, unknown>)[APP] as RunningApp | undefined;
	const stopping = app?.ready() === false;
	const { ready, parts } = await readReadiness();
	return json({ ready: ready && !stopping, stopping, ...parts }, { status: ready && !stopping ? 200 : 503 });
}
