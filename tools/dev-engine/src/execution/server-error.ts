/** An error of the server's own, in the shape in which it reaches an onFailure handler. */
export function serverError(name: string, message: string) {
  return {
    name: 'Error',
    message: JSON.stringify({ error: { error: `${name}: ${message}`, name, message } }),
  }
}
