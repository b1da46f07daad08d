import { refusals } from '#lib/refusal.ts';

/**
 * A 405 as problem details. SvelteKit answers plain text when a route has no handler for a method; its Allow header is kept.
 * Answers null for any other response.
 */
export function wrongMethod(response: Response, pathname: string, requestId: string): Response | null {
	if (response.status !== 405 || !pathname.startsWith('/api/')) return null;
	if (response.headers.get('content-type')?.startsWith('application/problem+json')) return null;
	const { title, status } = refusals.method_not_allowed;
	const allow = response.headers.get('allow') ?? '';
	return Response.json(
		{
			type: '/api#method_not_allowed',
			title,
			status,
			code: 'method_not_allowed',
			allowed: allow.split(/,\s*/).filter(Boolean),
			request_id: requestId,
		},
		{ status, headers: { allow, 'content-type': 'application/problem+json', 'cache-control': 'no-store' } },
	);
}
