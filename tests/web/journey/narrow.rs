//! Small screens and large ones: nothing is out of reach, nothing sticks out.

use anyhow::{Result, bail, ensure};
use serde_json::{Value, json};

use super::{THEME, Trial};
use crate::screen;

/// Widths in CSS pixels, from the smallest phone to a wide desk.
const WIDTHS: [u32; 5] = [320, 390, 768, 1440, 2560];

/// On a phone: a theme by the filters, an article by the list, a mark by tapping.
pub(super) fn a_phone_does_the_main_job(trial: &mut Trial<'_>) -> Result<()> {
    for width in [390, 320] {
        trial.page.backend().set_viewport(width, 780, 1.0)?;
        trial.open("")?;
        trial.page.tap("[data-tab=filters]")?;
        trial.page.tap(&screen::theme(THEME))?;
        let articles = trial.expected.articles_on(THEME);
        // The button that closes the filters says how many there are.
        trial.page.wait_for((
            "#show-articles",
            &format!("Show {} articles", articles.len())[..],
        ))?;
        trial.page.tap("#show-articles")?;
        trial.page.wait_rows(&articles)?;
        let article = articles[0];
        trial.page.tap(&screen::row(article))?;
        trial.page.wait_article(article)?;
        trial
            .page
            .wait_hits(&trial.expected.words(article, &[THEME]))?;
        trial.page.tap("#article mark[data-hit]")?;
        trial.page.wait_for("#why")?;
        check_within(trial, "#why")?;
        trial.page.tap("#why button.close")?;
        trial.page.wait_gone("#why")?;
        trial.page.tap(("#reader button", "Next article"))?;
        trial.page.wait_article(articles[1])?;
        trial.page.tap("[data-tab=articles]")?;
        trial.page.wait_for(&screen::row(articles[1]))?;
    }
    Ok(())
}

/// The element lies wholly inside the window.
fn check_within(trial: &mut Trial<'_>, css: &str) -> Result<()> {
    trial.page.wait_script(
        &format!("{css} to lie inside the window"),
        "const r = document.querySelector(arguments[0]).getBoundingClientRect();
         return r.left >= 0 && r.top >= 0 && r.right <= innerWidth && r.bottom <= innerHeight;",
        json!([css]),
    )?;
    Ok(())
}

/// At no width, and at twice the size, does the page scroll sideways or cut
/// anything off at its edge.
pub(super) fn nothing_sticks_out(trial: &mut Trial<'_>) -> Result<()> {
    trial.open("#theme=defence&theme=trade&any=theme&not.theme=climate&find=yen")?;
    for width in WIDTHS {
        trial.page.backend().set_viewport(width, 900, 1.0)?;
        check_panes(trial, &format!("{width} px"))?;
    }
    trial.page.backend().set_viewport(640, 450, 2.0)?;
    check_panes(trial, "1280 px at 200 %")?;
    for (width, what) in [(320, "320 px"), (768, "768 px"), (1440, "1440 px")] {
        trial.page.backend().set_viewport(width, 780, 1.0)?;
        for view in [
            "figures",
            "concordance",
            "timeline",
            "network",
            "themes",
            "actors",
        ] {
            trial.page.script(
                "location.hash = arguments[0];",
                json!([format!("#find=japan&dock={view}")]),
            )?;
            if trial.page.count("[data-tab=facts]")? > 0 {
                trial.page.tap("[data-tab=facts]")?;
            }
            trial
                .page
                .wait_for("#dock .scroller :is(.fact, .line, .moment, .edge, .matrix)")?;
            check_overflow(trial, &format!("{view} at {what}"))?;
        }
    }
    // What covers the page.
    for (width, what) in [(320, "320 px"), (1440, "1440 px")] {
        trial.page.backend().set_viewport(width, 780, 1.0)?;
        for (key, dialog) in [("?", "dialog#help"), ("", "dialog#codebook")] {
            if key.is_empty() {
                trial.page.click("#open-codebook")?;
            } else {
                trial.page.press(key)?;
            }
            trial.page.wait_for(dialog)?;
            check_overflow(trial, &format!("{dialog} at {what}"))?;
            trial.page.press("Escape")?;
            trial.page.wait_gone(dialog)?;
        }
    }
    Ok(())
}

fn check_panes(trial: &mut Trial<'_>, what: &str) -> Result<()> {
    check_overflow(trial, what)?;
    for tab in ["articles", "reader", "filters", "facts"] {
        let button = format!("[data-tab={tab}]");
        if trial.page.count(&button)? > 0 {
            trial.page.click(&button)?;
            check_overflow(trial, &format!("{tab} at {what}"))?;
        }
    }
    Ok(())
}

/// No part that can be seen reaches beyond the window's sides, unless it lies in
/// something that scrolls by itself.
fn check_overflow(trial: &mut Trial<'_>, what: &str) -> Result<()> {
    let found = trial.page.script(
        "const wide = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth);
         const out = [];
         if (wide > innerWidth) out.push(`the page is ${wide} px wide in a window of ${innerWidth}`);
         const clipped = e => {
             for (let up = e; up && up !== document.body; up = up.parentElement) {
                 const style = getComputedStyle(up);
                 if (up !== e && style.overflowX !== 'visible') return true;
                 if (style.position === 'absolute' && style.clipPath !== 'none') return true;
             }
         };
         for (const e of document.querySelectorAll('body *')) {
             const r = e.getBoundingClientRect();
             const seen = r.width > 1 && r.height > 1 && e.checkVisibility?.({visibilityProperty: true}) !== false;
             if (seen && (r.right > innerWidth + 1 || r.left < -1) && !clipped(e))
                 out.push(`${e.outerHTML.slice(0, 90)} from ${Math.round(r.left)} to ${Math.round(r.right)}`);
         }
         // Words that are cut off where nothing can be scrolled.
         for (const e of document.querySelectorAll('#reader, #articles, #filters, .scroller')) {
             const seen = e.checkVisibility?.({visibilityProperty: true}) !== false;
             if (seen && e.clientWidth && e.scrollWidth > e.clientWidth + 1)
                 out.push(`${e.id || e.className} holds ${e.scrollWidth} px in ${e.clientWidth}`);
         }
         return out.slice(0, 5);",
        json!([]),
    )?;
    match found.as_array() {
        Some(out) if out.is_empty() => Ok(()),
        _ => bail!("{what}: {found}"),
    }
}

/// What a finger must hit is large enough for it.
pub(super) fn targets_are_large_enough(trial: &mut Trial<'_>) -> Result<()> {
    trial.page.backend().set_viewport(390, 780, 1.0)?;
    trial.open("#theme=defence")?;
    for tab in ["articles", "reader", "filters", "facts"] {
        trial.page.tap(&format!("[data-tab={tab}]"))?;
        let small = trial.page.script(
            "const least = 24; // WCAG 2.2, 2.5.8; 44 is asked of what a thumb uses often.
             const often = 44, out = [];
             for (const e of document.querySelectorAll('button, select, input, a[href]')) {
                 const r = e.getBoundingClientRect();
                 if (!r.width || !e.checkVisibility?.({visibilityProperty: true}) || e.closest('.skip')) continue;
                 const need = e.closest('.tabs') || e.matches('#show-articles, .choose') ? often : least;
                 if (r.height < need - 0.5 || r.width < least - 0.5)
                     out.push(`${e.outerHTML.slice(0, 80)} is ${Math.round(r.width)} by ${Math.round(r.height)}`);
             }
             return out.slice(0, 5);",
            json!([]),
        )?;
        ensure!(small == Value::Array(Vec::new()), "{tab}: {small}");
    }
    Ok(())
}
