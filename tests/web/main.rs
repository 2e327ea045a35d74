//! The page as built, driven in real browsers as a person drives it.
mod driver;
mod page;
mod proxy;
mod site;

fn main() -> anyhow::Result<()> {
    use driver::*;
    let dir = std::path::PathBuf::from("target/trial/smoke");
    std::fs::create_dir_all(&dir)?;
    std::fs::write(dir.join("index.html"), "<!doctype html><title>t</title><h1>Hello</h1><p><button>Press me</button> <input id=q><p id=o></p><script>
    o.textContent = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark':'light';
    document.querySelector('button').onclick = e => { o.textContent = 'clicked ' + e.altKey + ' ' + (e.pointerType ?? '?'); };
    onkeydown = e => { document.title = e.key; };
    console.error('an error on purpose'); setTimeout(()=>{throw new Error('thrown')},0); fetch('http://leak.example.test/');
    </script>")?;
    for kind in Kind::ALL {
        if std::env::args().nth(1).is_some_and(|a| a != kind.name()) { continue; }
        let start = std::time::Instant::now();
        let proxy = proxy::Proxy::start()?;
        let profile = std::path::PathBuf::from(format!("/tmp/trial-{kind}"));
        let _ = std::fs::remove_dir_all(&profile);
        std::fs::create_dir_all(&profile)?;
        let setup = Setup { profile, proxy: proxy.port, scheme: Scheme::Light };
        let mut page = page::Page::new(kind.start(&setup)?);
        println!("{kind} started {:?}", start.elapsed());
        let site = site::Site::serve(&dir, "/")?;
        page.open(&site.address())?;
        println!("{} {}", page.text("h1")?, page.text("#o")?);
        page.click(("button", "Press"))?;
        println!("{}", page.text("#o")?);
        page.alt_click(("button", "Press"))?;
        println!("{}", page.text("#o")?);
        println!("tap {:?}", page.tap(("button", "Press")));
        println!("{}", page.text("#o")?);
        page.click("input")?;
        page.type_words("five “é 日本")?;
        println!("{}", page.script("return document.querySelector('input').value", serde_json::json!([]))?);
        page.press("?")?;
        page.press("Escape")?;
        println!("{}", page.script("return document.title", serde_json::json!([]))?);
        for w in [320, 390, 1440, 2560] {
            page.backend().set_viewport(w, 800, 1.0)?;
            println!("{w} {}", page.script("return [innerWidth, innerHeight, devicePixelRatio]", serde_json::json!([]))?);
        }
        page.backend().set_viewport(640, 400, 2.0)?;
        println!("{}", page.script("return [innerWidth, innerHeight, devicePixelRatio]", serde_json::json!([]))?);
        println!("scheme {}", page.backend().set_scheme(Scheme::Dark)?);
        page.reload()?;
        println!("{}", page.text("#o")?);
        println!("shot {:?}", page.screenshot(&std::path::PathBuf::from(format!("target/trial/{kind}.png"))).map_err(|e| format!("{e:#}")));
        println!("async {}", page.script_async("arguments[arguments.length-1](arguments[0]+1)", serde_json::json!([1]))?);
        println!("{:#?}", page.backend().console_errors()?);
        println!("{:?}", proxy.take());
        page.new_tab()?;
        page.open(&site.address())?;
        page.clear()?;
        println!("{:?}", site.requests());
        println!("{kind} {:?}", start.elapsed());
    }
    Ok(())
}
