/** Whether these bytes begin as a JPEG, PNG, WebP or AVIF file does. What they really hold, the worker finds out. */
export function isPhotograph(bytes: Uint8Array): boolean {
	const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(32, bytes.byteLength));
	const text = (from: number, to: number) => head.toString('latin1', from, to);
	if (text(0, 3) === '\xff\xd8\xff') return true;
	if (text(0, 8) === '\x89PNG\r\n\x1a\n') return true;
	if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return true;
	return text(4, 8) === 'ftyp' && /avif|avis/.test(text(8, 32));
}
