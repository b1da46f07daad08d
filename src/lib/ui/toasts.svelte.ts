export type Toast = { id: number; text: string; tone: 'ok' | 'bad' | 'note' };

/** Short-lived messages, browser only. What must not be missed belongs on the page, not here. */
export const toasts = $state<Toast[]>([]);
let last = 0;

export function toast(text: string, tone: Toast['tone'] = 'ok', seconds = 6): number {
	const id = ++last;
	toasts.push({ id, text, tone });
	if (toasts.length > 3) toasts.shift();
	setTimeout(() => dismiss(id), seconds * 1000);
	return id;
}

export function dismiss(id: number): void {
	const at = toasts.findIndex((one) => one.id === id);
	if (at >= 0) toasts.splice(at, 1);
}
