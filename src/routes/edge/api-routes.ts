import { routesOf, type Route } from './openapi.ts';

/** Read when asked for, not when this file is loaded: the document's own route is among them. */
export function apiRoutes(): Promise<Route[]> {
	return (all ??= gather());
}

let all: Promise<Route[]> | undefined;

async function gather(): Promise<Route[]> {
	const files = import.meta.glob('../api/**/+server.ts');
	const modules = await Promise.all(
		Object.entries(files).map(async ([file, load]) => [file, await load()] as const),
	);
	return routesOf(Object.fromEntries(modules));
}
