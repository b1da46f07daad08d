import { env } from '#lib/server/env.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const FORM = /^(?:application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

/**
 * Whether a request that could change something was sent by another site's page, riding on our visitor's cookie. Browsers send
 * Origin with every such request, and Sec-Fetch-Site; a program sends neither, and cannot be tricked into sending a cookie. A
 * form, or a body without a type, that comes without either is refused, since that is what an old browser would send.
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function isCrossSite(request: Request, host: string | null): boolean {
	if (SAFE.has(request.method)) return false;
	const site = request.headers.get('sec-fetch-site');
	if (site !== null && site !== 'same-origin' && site !== 'none') return true;
	const origin = request.headers.get('origin');
	if (origin !== null) return !isOurs(origin, host);
	if (site !== null) return false;
	const type = request.headers.get('content-type');
	const hasBody = request.body !== null || Number(request.headers.get('content-length') ?? 0) > 0;
	return type === null ? hasBody : FORM.test(type);
}

function isOurs(origin: string, host: string | null): boolean {
	if (env.ORIGIN && origin === env.ORIGIN) return true;
	return env.MARKETDAY_ENV !== 'production' && URL.canParse(origin) && new URL(origin).host === host;
}
