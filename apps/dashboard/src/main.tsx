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
import { loadPage, pageAt } from './pages/pages.js';
import { currentPath } from './route/route.js';
import { App } from './shell/app.js';
import { applyTheme, keptTheme } from './theme/theme.js';

applyTheme(keptTheme());
// The page's own code comes in while the frame is drawn.
const page = pageAt(currentPath());
if (page) void loadPage(page).catch(() => undefined);
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
