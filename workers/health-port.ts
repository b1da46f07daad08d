/** A worker's own port: /healthz (it runs), /readyz (it reaches MySQL), /metrics (for Prometheus; a private port). */
import { createServer } from 'node:http';
import { databaseAnswers } from '#lib/server/db.ts';
import { env } from '#lib/server/env.ts';
import { log } from '#lib/server/log.ts';
import { registry } from '#lib/server/metrics.ts';

export function openHealthPort(isStopping: () => boolean): { close: () => void } {
	if (env.WORKER_PORT === undefined) return { close: () => undefined };
	const server = createServer((request, response) => {
		const answer = (status: number, text: string, type = 'text/plain; charset=utf-8') =>
			response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
		const answers: Record<string, () => unknown> = {
			'/healthz': () => answer(200, 'ok\n'),
			'/readyz': async () =>
				!isStopping() && (await databaseAnswers()) ? answer(200, 'ready\n') : answer(503, 'not ready\n'),
			'/metrics': async () => answer(200, await registry.metrics(), registry.contentType),
		};
		const path = request.url?.split('?')[0] ?? '';
		if (Object.hasOwn(answers, path)) void answers[path]!();
		else answer(404, 'nothing here\n');
	});
	server.on('error', (error) => log.error({ err: error }, 'the health port cannot be opened'));
	server.listen(env.WORKER_PORT, env.HOST);
	return {
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}
