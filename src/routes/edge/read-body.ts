import { Refusal } from '#lib/refusal.ts';

const MOST_BYTES = 256 * 1024;

/**
 * The request's JSON body, at most 256 KiB.
 * @throws {Refusal} unsupported_media_type, body_too_large, malformed_body
 */
export async function readJson(request: Request): Promise<unknown> {
	const type = request.headers.get('content-type') ?? '';
	if (!/^application\/json\s*(;\s*charset=utf-8\s*)?$/i.test(type))
		throw new Refusal('unsupported_media_type');
	const bytes = await readBytes(request, MOST_BYTES);
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new Refusal('malformed_body', { detail: 'The body is not UTF-8' });
	}
	try {
		return JSON.parse(text);
	} catch {
		throw new Refusal('malformed_body', { detail: 'The body is not JSON' });
	}
}

/**
 * The request's body, if it has no more than `most` bytes.
 * @throws {Refusal} body_too_large
 */
export async function readBytes(request: Request, most: number): Promise<Uint8Array<ArrayBuffer>> {
	if (Number(request.headers.get('content-length') ?? 0) > most) throw new Refusal('body_too_large');
	const chunks: Uint8Array[] = [];
	let size = 0;
	const reader = request.body?.getReader();
	while (reader) {
		let step;
		try {
			step = await reader.read();
		} catch {
			throw new Refusal('body_too_large');
		}
		if (step.done) break;
		size += step.value.byteLength;
		if (size > most) {
			void reader.cancel();
			throw new Refusal('body_too_large');
		}
		chunks.push(step.value);
	}
	const bytes = new Uint8Array(size);
	let at = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, at);
		at += chunk.byteLength;
	}
	return bytes;
}
