/** The JSON object in what a program printed, warnings around it left out; null where there is none. */
export function jsonIn(text) {
  try {
    return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
  } catch {
    return null;
  }
}
