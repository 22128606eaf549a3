//! Credentials. Exactly one kind is sent.

use std::{env, net::IpAddr, time::Duration};

use reqwest::Url;
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::redirect::Policy;

use crate::{BASE_URL, Client, Failure};

impl Client {
    /// Reads CLOUDFLARE_API_TOKEN or, if it is not set, CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY.
    /// Reads CLOUDFLARE_BASE_URL if it is set.
    pub fn from_environment() -> Result<Self, Failure> {
        let token = env::var("CLOUDFLARE_API_TOKEN").ok();
        let unless_token = |name| env::var(name).ok().filter(|_| token.is_none());
        Self::connect(
            env::var("CLOUDFLARE_BASE_URL")
                .as_deref()
                .unwrap_or(BASE_URL),
            token.as_deref(),
            unless_token("CLOUDFLARE_EMAIL").as_deref(),
            unless_token("CLOUDFLARE_API_KEY").as_deref(),
        )
    }

    /// Accepts a token alone, or e-mail and key alone.
    pub fn connect(
        base_url: &str,
        token: Option<&str>,
        email: Option<&str>,
        key: Option<&str>,
    ) -> Result<Self, Failure> {
        if !is_confidential(base_url) {
            return Err(Failure::Credentials(
                "CLOUDFLARE_BASE_URL must be https, or http to this machine".into(),
            ));
        }
        let credentials = match (token, email, key) {
            (Some(token), None, None) => vec![("authorization", "Bearer ", token)],
            (None, Some(email), Some(key)) => {
                vec![("x-auth-email", "", email), ("x-auth-key", "", key)]
            }
            _ => {
                return Err(Failure::Credentials(
                    "give an API token, or e-mail and key".into(),
                ));
            }
        };
        let mut headers = HeaderMap::new();
        for (name, scheme, secret) in credentials {
            let mut value = HeaderValue::from_str(&format!("{scheme}{secret}"))
                .ok()
                .filter(|_| !secret.trim().is_empty() && !secret.contains(char::is_control))
                .ok_or_else(|| Failure::Credentials(format!("{name} is blank or malformed")))?;
            value.set_sensitive(true);
            headers.insert(name, value);
        }
        let http = reqwest::Client::builder()
            .default_headers(headers)
            .redirect(Policy::none())
            .timeout(Duration::from_secs(60))
            .build()?;
        Ok(Self::new_with_client(base_url.trim_end_matches('/'), http))
    }
}

fn is_confidential(base_url: &str) -> bool {
    let url = Url::parse(base_url);
    url.is_ok_and(|url| {
        let host = url.host_str().unwrap_or_default();
        let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
        url.scheme() == "https"
            || host == "localhost"
            || address.is_ok_and(|address| address.is_loopback())
    })
}
