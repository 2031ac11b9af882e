import { type Map as GlMap, Marker } from 'maplibre-gl';

/** What a label says and whether its area is chosen. */
export interface Label {
  readonly code: string;
  readonly name: string;
  readonly value: string;
  readonly at: readonly [number, number];
  readonly chosen: boolean;
}

interface Handlers {
  readonly onChoose: (code: string) => void;
  readonly onPoint: (code: string | null) => void;
}

/** Names and values over the areas, as buttons: a keyboard reaches them, and the browser's own type is used. */
export class Labels {
  private readonly known = new Map<string, { button: HTMLButtonElement; marker: Marker }>();

  constructor(
    private readonly map: GlMap,
    private readonly handlers: Handlers,
  ) {}

  show(labels: readonly Label[]): void {
    for (const label of labels) {
      const { button } = this.known.get(label.code) ?? this.add(label);
      const [name, value] = button.children;
      if (name) setText(name, label.name);
      if (value) setText(value, label.value);
      button.setAttribute('aria-pressed', String(label.chosen));
    }
  }

  private add({ code, at }: Label): { button: HTMLButtonElement; marker: Marker } {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'gl-label';
    button.append(document.createElement('b'), document.createElement('span'));
    button.addEventListener('click', (event) => {
      event.stopPropagation();
      this.handlers.onChoose(code);
    });
    button.addEventListener('focus', () => this.handlers.onPoint(code));
    button.addEventListener('blur', () => this.handlers.onPoint(null));
    button.addEventListener('mouseenter', () => this.handlers.onPoint(code));
    const marker = new Marker({ element: button, subpixelPositioning: true })
      .setLngLat([at[0], at[1]])
      .addTo(this.map);
    // The marker calls its element an image; it is a button.
    button.removeAttribute('role');
    button.removeAttribute('aria-label');
    const made = { button, marker };
    this.known.set(code, made);
    return made;
  }
}

function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
