/** Secrets that are handed out once and kept only as their SHA-256. They are random, so no salt and no slow hash. */
import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, in characters that survive every mail client. */
export function newSecret(): string {
	return randomBytes(32).toString('base64url');
}

export function hashSecret(secret: string): Buffer {
	return createHash('sha256').update(secret).digest();
}
