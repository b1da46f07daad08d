/** The sound of a new order: two soft strokes on a shop bell. Off until the seller asks for it; kept in this browser. */
const KEPT = 'marketday-order-bell';

class OrderBell {
	/** `unasked`: the seller has not chosen yet. */
	choice = $state<'unasked' | 'on' | 'off'>('unasked');
	#audio: AudioContext | undefined;

	/** Reads what was chosen before; call it in the browser. */
	remember(): void {
		const kept = localStorage.getItem(KEPT);
		if (kept === 'on' || kept === 'off') this.choice = kept;
	}

	/** Call it from a click: browsers allow sound only after one. */
	choose(choice: 'on' | 'off'): void {
		this.choice = choice;
		localStorage.setItem(KEPT, choice);
		if (choice === 'on') this.ring();
	}

	ring(): void {
		if (this.choice !== 'on') return;
		this.#audio ??= new AudioContext();
		const audio = this.#audio;
		void audio.resume();
		for (const [wait, pitch] of [
			[0, 880],
			[0.18, 1174.7],
		] as const) {
			const at = audio.currentTime + wait;
			const tone = audio.createOscillator();
			const loudness = audio.createGain();
			tone.frequency.value = pitch;
			loudness.gain.setValueAtTime(0, at);
			loudness.gain.linearRampToValueAtTime(0.12, at + 0.01);
			loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.9);
			tone.connect(loudness).connect(audio.destination);
			tone.start(at);
			tone.stop(at + 1);
		}
	}
}

export const orderBell = new OrderBell();
