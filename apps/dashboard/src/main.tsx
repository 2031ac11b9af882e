import '@fontsource/be-vietnam-pro/latin-400.css';
import '@fontsource/be-vietnam-pro/latin-600.css';
import '@fontsource/be-vietnam-pro/latin-ext-400.css';
import '@fontsource/be-vietnam-pro/latin-ext-600.css';
import '@fontsource/be-vietnam-pro/vietnamese-400.css';
import '@fontsource/be-vietnam-pro/vietnamese-600.css';
import './style/base.css';
import './style/layout.css';
import './style/parts.css';
import './style/controls.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followSession } from './admin/session.js';
import { loadPage, pageAt } from './pages/pages.js';
import { currentPath } from './route/route.js';
import { App } from './shell/app.js';
import { beginStanding } from './shell/load.js';
import { applyTheme, keptTheme } from './theme/theme.js';

applyTheme(keptTheme());
const FRAME_FIRST_MS = 400;

/** Draws once the page's code is there, or the frame without it where that takes long. */
async function start(): Promise<void> {
  const page = pageAt(currentPath());
  const late = new Promise((resolve) => setTimeout(resolve, FRAME_FIRST_MS));
  if (page) await Promise.race([loadPage(page).catch(() => undefined), late]);
  const root = document.getElementById('root');
  if (root)
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    );
}

beginStanding();
followSession();
void start();
