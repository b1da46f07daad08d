import type { RequestHandler } from '@sveltejs/kit';
import { Refusal } from '#lib/refusal.ts';
import { problem } from '../../edge/problem.ts';

/** Whatever else is asked for under /api: a program gets problem details, not a page. */
export const fallback: RequestHandler = async ({ locals }) =>
	problem(new Refusal('not_found'), locals.requestId);
