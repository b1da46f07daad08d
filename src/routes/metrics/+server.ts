import { timingSafeEqual } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import { Refusal } from '#lib/refusal.ts';
import { env } from '#lib/server/env.ts';
import { registry } from '#lib/server/metrics.ts';
import { problem } from '../edge/problem.ts';

/** For Prometheus. To whoever may not read it, it is not there. */
export async function GET(event: RequestEvent) {
	if (!mayReadMetrics(event)) return problem(new Refusal('not_found'), event.locals.requestId);
	return new Response(await registry.metrics(), {
		headers: { 'content-type': registry.contentType, 'cache-control': 'no-store' },
	});
}

/** By METRICS_TOKEN where one is set; else from this machine alone, and not through a proxy, which would come from here too. */
function mayReadMetrics({ request, locals }: RequestEvent): boolean {
	if (env.METRICS_TOKEN) {
		const given = Buffer.from(request.headers.get('authorization') ?? '');
		const wanted = Buffer.from(`Bearer ${env.METRICS_TOKEN}`);
		return given.length === wanted.length && timingSafeEqual(given, wanted);
	}
	const proxied = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].some((name) =>
		request.headers.has(name),
	);
	return !proxied && /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/.test(locals.address);
}
