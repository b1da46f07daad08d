/** What a browser says of itself, in few words: "Firefox on Linux". Only ever a hint to a person. */
export function deviceWords(userAgent: string | null): string {
	if (!userAgent) return 'An unnamed program';
	const browser =
		(/Edg(?:e|A|iOS)?\//.test(userAgent) && 'Edge') ||
		(/OPR\//.test(userAgent) && 'Opera') ||
		(/(?:Firefox|FxiOS)\//.test(userAgent) && 'Firefox') ||
		(/(?:Chrome|CriOS|Chromium)\//.test(userAgent) && 'Chrome') ||
		(/Safari\//.test(userAgent) && 'Safari');
	const system =
		(/iPhone|iPad/.test(userAgent) && 'iOS') ||
		(/Android/.test(userAgent) && 'Android') ||
		(/Mac OS X/.test(userAgent) && 'macOS') ||
		(/Windows/.test(userAgent) && 'Windows') ||
		(/CrOS/.test(userAgent) && 'ChromeOS') ||
		(/Linux/.test(userAgent) && 'Linux');
	if (browser && system) return `${browser} on ${system}`;
	return browser || (userAgent.split(/[\s/]/)[0] ?? '').slice(0, 40) || 'An unnamed program';
}
