/** A page's form: checked fields in, a deed done, or the form again with what was typed and what to mend. */
import { fail, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { checkInput } from '#lib/check-input.ts';
import { Refusal, refusals, type FieldErrors } from '#lib/refusal.ts';
import { readBytes } from './read-body.ts';

export type FormState = {
	/** What was typed, to be shown again; never passwords, cards or files. */
	values: Record<string, string>;
	errors: FieldErrors;
	/** What went wrong as a whole, if no field is to blame. */
	message?: string;
	code?: string;
	data?: Record<string, unknown>;
};

const MOST_BYTES = 256 * 1024;
const SECRET = /password|card|token|cvc/i;

/**
 * Runs a form action: checks the fields against `schema` (all of them text), and turns a refusal into the form again with
 * what was typed and what to mend. Redirects thrown inside pass through.
 */
export async function formAction<Schema extends z.ZodType, T>(
	event: RequestEvent,
	schema: Schema,
	run: (input: z.infer<Schema>, form: FormData) => Promise<T>,
	/** Most bytes the form may have, files and all. */
	most = MOST_BYTES,
): Promise<T | ActionFailure<FormState>> {
	let form: FormData;
	try {
		form = await readForm(event.request, most);
	} catch (thrown) {
		const { status, title } = refusals[thrown instanceof Refusal ? thrown.code : 'malformed_body'];
		const code = thrown instanceof Refusal ? thrown.code : 'malformed_body';
		return fail(status, { values: {}, errors: {}, message: title, code });
	}
	const values: Record<string, string> = {};
	for (const [key, value] of form) if (typeof value === 'string') values[key] = value;
	try {
		return await run(checkInput(schema, values), form);
	} catch (thrown) {
		if (!(thrown instanceof Refusal)) throw thrown;
		const { errors = {}, detail: _, retry_after: __, ...data } = thrown.data;
		const shown = Object.fromEntries(Object.entries(values).filter(([key]) => !SECRET.test(key)));
		return fail(thrown.status, { values: shown, errors, message: thrown.message, code: thrown.code, data });
	}
}

async function readForm(request: Request, most: number): Promise<FormData> {
	const bytes = await readBytes(request, most);
	const type = request.headers.get('content-type') ?? '';
	return await new Response(bytes, { headers: { 'content-type': type } }).formData();
}
