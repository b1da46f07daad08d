import type { z } from 'zod';
import { Refusal, type FieldErrors } from './refusal.ts';

/**
 * Checks what came from outside against its schema; never coerces.
 * @throws {Refusal} invalid_input, with what is wrong by field path (`items.0.quantity`)
 */
export function checkInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
	const parsed = schema.safeParse(input);
	if (parsed.success) return parsed.data;
	throw new Refusal('invalid_input', { errors: fieldErrors(parsed.error) });
}

function fieldErrors(error: z.ZodError): FieldErrors {
	// Without a prototype, a field that is called __proto__ is one like any other.
	const errors = Object.create(null) as FieldErrors;
	for (const issue of error.issues) {
		const paths =
			issue.code === 'unrecognized_keys'
				? issue.keys.map((key) => [...issue.path, key])
				: [issue.path.length ? issue.path : ['body']];
		for (const path of paths) {
			errors[path.join('.').slice(0, 200)] ??=
				issue.code === 'unrecognized_keys' ? 'This field is not known' : issue.message;
		}
	}
	return errors;
}
