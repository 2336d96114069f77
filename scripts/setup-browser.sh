# The layer `browser`: Chromium, driven by WebDriver, with a font that has Korean.
# shellcheck shell=bash

setup_browser() {
  { has chromedriver && chromium_is_there; } ||
    timed "install Chromium and its driver (tests run in a real browser)" \
      debian "Chromium (or Chrome) and chromedriver" chromium chromium-driver
  # Elsewhere than on Debian a desktop has one.
  ! has dpkg || dpkg -s fonts-noto-cjk >/dev/null 2>&1 ||
    timed "install a Korean font (without one Korean is boxes, and its widths are wrong)" debian "a Korean font" fonts-noto-cjk
}

chromium_is_there() { has chromium || has google-chrome || [ -d "/Applications/Google Chrome.app" ]; }
