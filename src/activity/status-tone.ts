/** How a state of an account, product, order or payment looks as a badge. */
export type Tone = 'live' | 'wait' | 'ok' | 'bad' | 'note' | 'off';

const TONES: Record<string, Tone> = {
	active: 'ok',
	suspended: 'bad',
	taken_down: 'bad',
	deleted: 'off',
	removed: 'off',
	draft: 'note',
	placed: 'wait',
	paid: 'live',
	accepted: 'live',
	part_shipped: 'note',
	shipped: 'note',
	completed: 'ok',
	cancelled: 'bad',
	expired: 'off',
	pending: 'wait',
	processing: 'wait',
	captured: 'ok',
	declined: 'bad',
	void: 'off',
};

export const toneOf = (status: string): Tone => TONES[status] ?? 'note';
export const statusWords = (status: string): string => status.replaceAll('_', ' ');
