import { Refusal } from '#lib/refusal.ts';

/**
 * The request's Idempotency-Key, if it has one: 1 to 255 printable ASCII characters.
 * @throws {Refusal} invalid_input
 */
export function readIdempotencyKey(request: Request): string | undefined {
	const key = request.headers.get('idempotency-key');
	if (key === null) return undefined;
	if (!/^[\x21-\x7e]{1,255}$/.test(key))
		throw new Refusal('invalid_input', {
			errors: { 'Idempotency-Key': 'Give 1 to 255 printable ASCII characters without spaces' },
		});
	return key;
}
