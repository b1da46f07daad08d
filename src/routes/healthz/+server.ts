/** The process runs and answers; says nothing of what it depends on, so that an orchestrator does not kill it for that. */
export const GET = () =>
	new Response('ok\n', {
		headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
	});
