const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }

/** Lets the arrow keys lead through the buttons and links of a list, beside the Tab key: `<ul @keydown="arrows">`. */
export function arrows(event: KeyboardEvent): void {
	const step = STEPS[event.key]
	if (step === undefined || !(event.currentTarget instanceof HTMLElement)) return
	const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('a[href], button')]
	const now = stops.findIndex((stop) => stop === document.activeElement)
	if (now < 0) return
	event.preventDefault()
	stops[Math.min(Math.max(now + step, 0), stops.length - 1)]?.focus()
}
