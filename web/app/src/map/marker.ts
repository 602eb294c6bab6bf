import Icon from 'ol/style/Icon'
import Style from 'ol/style/Style'

const [WIDTH, HEIGHT, SCALE] = [28, 36, 3]

/** A pin whose tip is the position, drawn here so that nothing has to be fetched. */
export function pin(): Style {
	const canvas = document.createElement('canvas')
	canvas.width = WIDTH * SCALE
	canvas.height = HEIGHT * SCALE
	const context = canvas.getContext('2d')
	if (context) drawPin(context)
	return new Style({ image: new Icon({ img: canvas, scale: 1 / SCALE, anchor: [0.5, 1] }) })
}

function drawPin(context: CanvasRenderingContext2D): void {
	context.scale(SCALE, SCALE)
	context.beginPath()
	context.arc(14, 13.5, 11.5, Math.PI * 0.86, Math.PI * 0.14)
	context.quadraticCurveTo(20.5, 25, 14, 34.5)
	context.quadraticCurveTo(7.5, 25, 3.6, 18.4)
	context.closePath()
	context.fillStyle = '#c2261c'
	context.strokeStyle = '#ffffff'
	context.lineWidth = 2
	context.fill()
	context.stroke()
	context.beginPath()
	context.arc(14, 13.5, 4.2, 0, Math.PI * 2)
	context.fillStyle = '#ffffff'
	context.fill()
}
