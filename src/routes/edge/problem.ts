/** The one place where an expected "no" becomes an HTTP answer: RFC 9457 problem details with a stable `code`. */
import { refusals, type Refusal } from '#lib/refusal.ts';

export function problem(refusal: Refusal, requestId: string): Response {
	const { title, status } = refusals[refusal.code];
	const { retry_after, ...data } = refusal.data;
	const own = { type: `/api#${refusal.code}`, title, status, code: refusal.code, request_id: requestId };
	// First for their place, last for their worth: what a refusal carries along never stands for the problem's own members.
	const body = { ...own, ...data, ...own };
	return new Response(JSON.stringify(body), {
		status,
		headers: {
			'content-type': 'application/problem+json',
			'cache-control': 'no-store',
			...(retry_after !== undefined && { 'retry-after': String(retry_after) }),
		},
	});
}

/** A fault of ours: says nothing but where to find it in the log. */
export function faultProblem(requestId: string): Response {
	return new Response(
		JSON.stringify({
			type: '/api#fault',
			title: 'Something broke on our side',
			status: 500,
			code: 'fault',
			request_id: requestId,
		}),
		{ status: 500, headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' } },
	);
}
