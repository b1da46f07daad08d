/** Our mark on what others carry for us: HMAC-SHA256 under SECRET_KEY. A mark made for one purpose is good for no other. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { secretKey } from './env.ts';

export type Purpose = 'guest' | 'order-link' | 'staff-invitation';

/** 43 characters that may stand in a cookie or an address. */
export function sign(purpose: Purpose, text: string): string {
	return createHmac('sha256', secretKey).update(`${purpose}\0${text}`).digest('base64url');
}

/** Whether `mark` is ours, in a time that does not tell how much of it is. */
export function isSigned(purpose: Purpose, text: string, mark: string): boolean {
	const [ours, theirs] = [Buffer.from(sign(purpose, text)), Buffer.from(mark)];
	return ours.byteLength === theirs.byteLength && timingSafeEqual(ours, theirs);
}
