//! Icons, drawn as strokes on a grid of 16; always beside words or a label.

use yew::prelude::*;

/// What is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Icon {
    Articles,
    Book,
    Cite,
    Close,
    Down,
    Exclude,
    Facts,
    Filters,
    Find,
    Info,
    Keys,
    Link,
    Moon,
    Read,
    Redo,
    Screen,
    Sun,
    Undo,
    Up,
    Warning,
}

/// One icon, hidden from those who listen.
pub(super) fn icon(icon: Icon) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d={path(icon)} />
        </svg>
    }
}

fn path(icon: Icon) -> &'static str {
    match icon {
        Icon::Articles => "M2.5 4h11M2.5 8h11M2.5 12h7",
        Icon::Book => {
            "M8 4C6.5 2.9 4.6 2.6 2.5 2.8v9.6C4.6 12.2 6.5 12.6 8 13.6c1.5-1 3.4-1.4 5.5-1.2V2.8C11.4 2.6 9.5 2.9 8 4zM8 4v9.4"
        }
        Icon::Cite => {
            "M6.5 4.5H3v4h3.5zM6.5 8.5c0 2-1 3-2.5 3.4M13 4.5H9.5v4H13zM13 8.5c0 2-1 3-2.5 3.4"
        }
        Icon::Close => "M4 4l8 8M12 4l-8 8",
        Icon::Down => "M3.5 6L8 10.5 12.5 6",
        Icon::Exclude => "M3.5 8h9",
        Icon::Facts => "M2.5 3h11v10h-11zM2.5 6.3h11M2.5 9.6h11M6.2 6.3V13",
        Icon::Filters => "M2 4h12M4.5 8h7M7 12h2",
        Icon::Find => "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.4 10.4L14 14",
        Icon::Info => "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 7.2v4M8 4.6v.4",
        Icon::Keys => "M2 4.5h12v7H2zM4.5 7h.1M7 7h.1M9.4 7h.1M11.5 7h.1M5 9.5h6",
        Icon::Link => {
            "M6.6 9.4a2.6 2.6 0 0 0 3.7 0l2.4-2.4A2.6 2.6 0 0 0 9 3.3l-.9.9M9.4 6.6a2.6 2.6 0 0 0-3.7 0L3.3 9A2.6 2.6 0 0 0 7 12.7l.9-.9"
        }
        Icon::Moon => "M13.4 9.8A5.8 5.8 0 0 1 6.2 2.6 5.8 5.8 0 1 0 13.4 9.8z",
        Icon::Read => "M3.5 2h9v12h-9zM6 5h4M6 8h4M6 11h2",
        Icon::Redo => "M10.5 3L13.5 6l-3 3M13 6H6.5a3.5 3.5 0 0 0 0 7H9",
        Icon::Screen => "M2 3h12v8H2zM5.5 13.5h5",
        Icon::Sun => {
            "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M12.6 3.4l-.7.7M4.1 11.9l-.7.7"
        }
        Icon::Undo => "M5.5 3L2.5 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H7",
        Icon::Up => "M3.5 10L8 5.5 12.5 10",
        Icon::Warning => "M8 2.2L14.4 13.5H1.6zM8 6.4v3.4M8 11.4v.4",
    }
}
